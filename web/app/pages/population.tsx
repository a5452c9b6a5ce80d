import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useOwnJobs } from '../frame/follow.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, day, moment } from '../words/en.ts';
import { populations as words } from '../words/en-populations.ts';
import { WhatCrosses } from './population-crossing.tsx';
import { Bars, Records } from './population-records.tsx';
import './populations.css';

export type Population = Shape<'populations.read'>;
type Refused = Shape<'populations.refused'>;
type Kinds = Shape<'populations.kinds'>;
type Tests = Shape<'self-tests.list'>;

const tabs = ['facts', 'records', 'tests', 'crossing', 'refused'] as const;
type Tab = (typeof tabs)[number];

/** One population: what came in, its records, its self-tests, what was refused. */
export function PopulationPage() {
  const { membership } = useStanding();
  const { id = '' } = useParams({ strict: false });
  const [tab, setTab] = useState<Tab>('facts');
  const base = `/organizations/${membership.organizationId}/populations/${encodeURIComponent(id)}`;
  const population = useQuery({
    queryKey: [membership.organizationId, 'population', id],
    queryFn: ({ signal }) => ask<Population>('GET', base, { signal }),
    staleTime: 600_000,
  });
  if (population.isError) return <Failed error={population.error} retry={() => void population.refetch()} />;
  if (population.data === undefined) return <Waiting />;
  const { data } = population;
  const numbers: Readonly<Record<Tab, string>> = {
    facts: '',
    records: count(data.records),
    tests: '',
    crossing: '',
    refused: count(data.refused),
  };
  return (
    <div className="col lst">
      <div className="head" style={{ paddingBottom: 8 }}>
        <div>
          <div className="sub">
            <Link to="/m/populations">{words.back}</Link> <span className="mono">{data.code}</span>
          </div>
          <h1 className="pp-long">{data.title}</h1>
          <div className="sub pp-sub">
            {data.kindTitle} · {count(data.records)} {data.noun} ·{' '}
            {data.period === null
              ? `${words.period}: ${words.noPeriod}`
              : `${day(data.period.start)} – ${day(data.period.end)}`}{' '}
            ·{' '}
            <span className="mono" title={data.digest}>
              {data.digest.slice(0, 12)}
            </span>
          </div>
        </div>
      </div>
      <div className="tabs" role="tablist">
        {tabs.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => setTab(one)}>
            {words.tabs[one]} <span>{numbers[one]}</span>
          </button>
        ))}
      </div>
      {tab === 'facts' ? <Facts population={data} /> : null}
      {tab === 'records' ? <Records base={base} population={data} /> : null}
      {tab === 'tests' ? <SelfTests population={data} /> : null}
      {tab === 'crossing' ? <WhatCrosses base={base} id={id} /> : null}
      {tab === 'refused' ? <RefusedRecords base={base} population={data} /> : null}
    </div>
  );
}

function Facts({ population }: { readonly population: Population }) {
  const { sum } = words;
  const less = [
    [sum.duplicates, population.duplicates],
    [sum.refused, population.refused],
    [sum.otherKind, population.otherKind],
    [sum.outside, population.outsideWindow],
  ] as const;
  const missing = population.fields.filter((field) => (population.missing[field.name] ?? 0) > 0);
  return (
    <section className="pp pp-scroll" aria-label={words.tabs.facts} tabIndex={0}>
      <div>
        <section className="card">
          <div className="hd">
            <h2>{words.sources}</h2>
          </div>
          <div className="pp-scroll">
            <table>
              <tbody>
                {population.sources.map((source) => (
                  <tr key={source.id}>
                    <td className="mono">{source.code}</td>
                    <td className="pp-long">
                      {source.name}
                      <div className="q sm">
                        {source.system} {source.query === null ? '' : `${words.query}: ${source.query}`}
                      </div>
                    </td>
                    <td className="m num">
                      {words.collected} {moment(source.collectedAt)}
                    </td>
                    <td className="mono" title={source.sha256}>
                      {source.sha256.slice(0, 12)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
        <section className="card">
          <div className="hd">
            <h2>{words.complete}</h2>
            <span className="q sm">{words.completeHelp}</span>
          </div>
          <div className="bd">
            <ul className="pp-obs">
              {population.observations.map((one) => (
                <li key={`${one.check} ${one.sentence}`}>
                  <StatusMark kind={one.ok ? 'met' : 'stale'} word={one.check} />
                  <span>{one.sentence}</span>
                </li>
              ))}
            </ul>
          </div>
        </section>
        <section className="card">
          <div className="hd">
            <h2>{words.missing}</h2>
          </div>
          {missing.length === 0 ? (
            <div className="bd m">{words.noMissing}</div>
          ) : (
            <table className="pp-sum">
              <tbody>
                {missing.map((field) => (
                  <tr key={field.name}>
                    <td className="mono">{field.name}</td>
                    <td className="m pp-long">{field.says}</td>
                    <td>{count(population.missing[field.name] ?? 0)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
      <div>
        <section className="card">
          <div className="hd">
            <h2>{words.tabs.facts}</h2>
            <span className="sp" />
            <StatusMark kind="met" word={sum.adds} />
          </div>
          <table className="pp-sum">
            <tbody>
              <tr>
                <td>{sum.read}</td>
                <td>{count(population.read)}</td>
              </tr>
              {less
                .filter(([, n]) => n > 0)
                .map(([label, n]) => (
                  <tr key={label}>
                    <td>{label}</td>
                    <td>− {count(n)}</td>
                  </tr>
                ))}
              <tr className="tot">
                <td>{sum.kept}</td>
                <td>{count(population.records)}</td>
              </tr>
            </tbody>
          </table>
          <div className="bd">
            {population.conflicting === 0 ? null : (
              <p>
                <StatusMark kind="stale" word={words.conflicts(population.conflicting)} />
              </p>
            )}
            {population.time === null ? (
              <p className="m">{words.noTime}</p>
            ) : (
              <Bars buckets={population.days} label={words.days(population.byMonth)} />
            )}
          </div>
        </section>
        <section className="card">
          <div className="bd">
            <dl className="kv">
              <dt>{words.format}</dt>
              <dd className="mono">{population.format}</dd>
              <dt>{words.digest}</dt>
              <dd className="mono pp-long">{population.digest}</dd>
              <dt>{words.made}</dt>
              <dd>
                {moment(population.madeAt)}, {words.selfTests.receipt(population.receipt.index)}
              </dd>
            </dl>
          </div>
        </section>
      </div>
    </section>
  );
}

function RefusedRecords({ base, population }: { readonly base: string; readonly population: Population }) {
  const { membership } = useStanding();
  const [reason, setReason] = useState<string | null>(null);
  const [from, setFrom] = useState(0);
  const query = new URLSearchParams({ from: String(from), limit: '50', ...(reason !== null && { reason }) });
  const refused = useQuery({
    queryKey: [membership.organizationId, 'population', population.id, 'refused', reason, from],
    queryFn: ({ signal }) => ask<Refused>('GET', `${base}/refused?${query}`, { signal }),
    placeholderData: (before) => before,
  });
  if (population.refused === 0) return <Empty sentence={words.noneRefused} />;
  return (
    <div className="pad pp-scroll" style={{ paddingTop: 12 }}>
      <div className="row gap6" style={{ flexWrap: 'wrap', marginBottom: 10 }}>
        {population.reasons.map((one) => (
          <button
            key={one.reason}
            type="button"
            className={`chip${reason === one.reason ? ' on' : ''}`}
            aria-pressed={reason === one.reason}
            onClick={() => {
              setReason(reason === one.reason ? null : one.reason);
              setFrom(0);
            }}
          >
            {one.reason} <span className="num">{count(one.count)}</span>
          </button>
        ))}
      </div>
      {refused.isError ? <Failed error={refused.error} /> : null}
      {refused.data === undefined ? null : (
        <>
          <p className="q sm">{words.listed(refused.data.listed, refused.data.total)}</p>
          <table>
            <thead>
              <tr>
                <th>{words.place}</th>
                <th>{words.reason}</th>
              </tr>
            </thead>
            <tbody>
              {refused.data.items.map((one) => (
                <tr key={`${one.place.file} ${one.place.at}`}>
                  <td className="mono pp-long">
                    {one.place.file}, {one.place.at}
                  </td>
                  <td className="pp-long">{one.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {from + 50 < refused.data.listed ? (
            <button type="button" className="b s" onClick={() => setFrom(from + 50)}>
              {words.more}
            </button>
          ) : null}
        </>
      )}
    </div>
  );
}

function SelfTests({ population }: { readonly population: Population }) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const organization = `/organizations/${membership.organizationId}`;
  const text = words.selfTests;
  const mayRun = useMay('runSelfTest').allowed;
  const ended = useOwnJobs().filter((job) => job.kind === 'self-test' && job.state === 'done').length;
  const kinds = useQuery({
    queryKey: [membership.organizationId, 'population-kinds'],
    queryFn: ({ signal }) => ask<Kinds>('GET', `${organization}/population-kinds`, { signal }),
  });
  const runs = useQuery({
    queryKey: [membership.organizationId, 'self-tests', population.id, ended],
    queryFn: ({ signal }) =>
      ask<Tests>('GET', `${organization}/self-tests?population=${population.id}&limit=100`, { signal }),
    placeholderData: (before) => before,
  });
  const run = useMutation({
    mutationFn: (procedureId: string) =>
      ask('POST', `${organization}/self-tests`, {
        creation: crypto.randomUUID(),
        body: { populationId: population.id, procedureId },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [membership.organizationId, 'jobs'] }),
  });
  if (kinds.isError) return <Failed error={kinds.error} />;
  if (runs.isError) return <Failed error={runs.error} />;
  if (kinds.data === undefined || runs.data === undefined) return <Waiting />;
  const procedures = kinds.data.procedures.filter((one) => one.kind === population.kind);
  const latest = new Map(runs.data.items.toReversed().map((one) => [one.procedureId, one]));
  return (
    <div className="pad pp-scroll" style={{ paddingTop: 12 }}>
      <p className="m">
        {text.help} {text.alone}
      </p>
      <p role="status">{run.isSuccess ? text.asked : ''}</p>
      {run.isError ? <Failed error={run.error} /> : null}
      {procedures.length === 0 ? <Empty sentence={text.none} /> : null}
      {procedures.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th>{text.control}</th>
              <th>{text.procedure}</th>
              <th className="pp-n">{text.tested}</th>
              <th className="pp-n">{text.notTrue}</th>
              <th aria-label={text.run} />
            </tr>
          </thead>
          <tbody>
            {procedures.map((procedure) => {
              const last = latest.get(procedure.id);
              return (
                <tr key={procedure.id}>
                  <td className="mono">{procedure.control}</td>
                  <td className="pp-long">
                    {procedure.says}
                    <div className="q sm mono">{procedure.id}</div>
                  </td>
                  <td className="pp-n">{last === undefined ? '' : count(last.tested)}</td>
                  <td className="pp-n">
                    {last === undefined ? null : (
                      <Link
                        to="/m/self-tests/$id"
                        params={{ id: last.id }}
                        aria-label={`${procedure.id}: ${count(last.notTrue)} ${text.notTrue}`}
                      >
                        <StatusMark kind={last.notTrue === 0 ? 'met' : 'deviation'} word={count(last.notTrue)} />
                      </Link>
                    )}
                  </td>
                  <td className="pp-n">
                    {mayRun ? (
                      <button
                        type="button"
                        className="b s"
                        aria-label={`${text.run} ${procedure.id}`}
                        aria-disabled={run.isPending}
                        onClick={() => (run.isPending ? undefined : run.mutate(procedure.id))}
                      >
                        {text.run}
                      </button>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
