import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, moment } from '../words/en.ts';
import { populations } from '../words/en-populations.ts';
import { DeclaredAccount } from './declared-account.tsx';
import { OneRecord, shownValue } from './population-records.tsx';
import './populations.css';

type SelfTest = Shape<'self-tests.read'>;
type Items = Shape<'self-tests.items'>;

const words = populations.selfTests;
const marks: Readonly<Record<string, string>> = { false: 'deviation', missing: 'missing', error: 'unable' };

/** What a self-test found: each attribute, then every record of which one is not true, and why. */
export function SelfTestPage() {
  const { membership } = useStanding();
  const { id = '' } = useParams({ strict: false });
  const base = `/organizations/${membership.organizationId}/self-tests/${encodeURIComponent(id)}`;
  const [open, setOpen] = useState<number | null>(null);
  const found = useQuery({
    queryKey: [membership.organizationId, 'self-test', id],
    queryFn: ({ signal }) => ask<SelfTest>('GET', base, { signal }),
    staleTime: 600_000,
  });
  const pages = useInfiniteQuery({
    queryKey: [membership.organizationId, 'self-test', id, 'items'],
    queryFn: ({ pageParam, signal }) => ask<Items>('GET', `${base}/items?from=${pageParam}&limit=50`, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const read = all.reduce((sum, one) => sum + one.items.length, 0);
      return read < page.total && page.items.length > 0 ? read : undefined;
    },
    staleTime: 600_000,
  });
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting />;
  const { data } = found;
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="pp-split">
      <div className="col pp-scroll">
        <div className="head">
          <div>
            <div className="sub">
              <Link to="/m/populations/$id" params={{ id: data.populationId }}>
                {words.back} {data.populationCode}
              </Link>
              <span className="mono">{data.code}</span>
            </div>
            <h1>
              {data.control} <span className="mono m">{data.procedureId}</span>
            </h1>
            <div className="sub pp-sub">
              {data.says} {words.alone}
            </div>
          </div>
        </div>
        <div className="pad">
          <section className="card">
            <div className="hd">
              <h2>{words.attribute}</h2>
              <span className="sp" />
              <span className="q sm num">
                {words.tested} {count(data.tested)}, {moment(data.madeAt)}, {words.receipt(data.receipt.index)}
              </span>
            </div>
            <div className="pp-scroll">
              <table>
                <thead>
                  <tr>
                    <th colSpan={2}>{words.attribute}</th>
                    <th className="pp-n">{words.met}</th>
                    <th className="pp-n">{words.notApplicable}</th>
                    <th className="pp-n">{words.missing}</th>
                    <th className="pp-n">{words.deviations}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.attributes.map((one) => (
                    <tr key={one.id}>
                      <td>
                        <b>{one.id}</b>
                      </td>
                      <td className="pp-long">
                        {one.says}
                        <div className="q sm mono">{one.rule}</div>
                      </td>
                      <td className="pp-n">{count(one.met)}</td>
                      <td className="pp-n">{count(one.notApplicable)}</td>
                      <td className="pp-n">{count(one.missing)}</td>
                      <td className={`pp-n${one.deviations > 0 ? ' pp-bad' : ''}`}>{count(one.deviations)}</td>
                    </tr>
                  ))}
                  <tr className="tot">
                    <td colSpan={5}>
                      <b>{words.recordsNotTrue}</b>
                    </td>
                    <td className="pp-n">
                      <b>{count(data.notTrue)}</b>
                    </td>
                  </tr>
                </tbody>
              </table>
            </div>
            {data.outside === 0 && data.excluded.length === 0 ? null : (
              <div className="bd m">
                {data.outside === 0 ? null : <p>{words.outside(data.outside)}</p>}
                {data.excluded.map((one) => (
                  <p key={`${one.reason} ${one.facts.join()}`}>
                    {words.excluded(one.count, one.facts.length === 0 ? words.error : one.facts.join(', '))}
                  </p>
                ))}
              </div>
            )}
          </section>
          <section className="card" style={{ marginTop: 14 }}>
            <div className="hd">
              <h2>{words.items}</h2>
              <span className="q num">{count(data.items)}</span>
            </div>
            {pages.isError ? <Failed error={pages.error} retry={() => void pages.refetch()} /> : null}
            {pages.isPending ? <Waiting rows={3} /> : null}
            {pages.data !== undefined && items.length === 0 ? (
              <div className="bd">
                <StatusMark kind="met" word={words.allTrue} />
              </div>
            ) : null}
            {items.length === 0 ? null : (
              <div className="pp-scroll">
                <table>
                  <thead>
                    <tr>
                      <th>{populations.record}</th>
                      <th colSpan={2}>{words.why}</th>
                      <th>{words.notTrue}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((item) => (
                      <tr key={`${item.position} ${item.attribute}`}>
                        <td className="mono">
                          <button
                            type="button"
                            className="ell"
                            aria-pressed={open === item.position}
                            onClick={() => setOpen(item.position)}
                          >
                            {item.id}
                          </button>
                        </td>
                        <td>
                          <b>{item.attribute}</b>
                        </td>
                        <td className="pp-long">
                          {item.sentence}
                          <div className="q sm mono">
                            {item.facts.map((fact) => `${fact.name} = ${shownValue(fact.value)}`).join(' · ')}
                          </div>
                          {item.declared === null ? null : <DeclaredAccount declared={item.declared} />}
                        </td>
                        <td>
                          <StatusMark
                            kind={marks[item.result] ?? 'deviation'}
                            word={words.result[item.result] ?? item.result}
                          />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                {pages.hasNextPage ? (
                  <button type="button" className="b s" onClick={() => void pages.fetchNextPage()}>
                    {words.more}
                  </button>
                ) : null}
              </div>
            )}
          </section>
        </div>
      </div>
      {open === null ? null : (
        <OneRecord
          key={open}
          base={`/organizations/${membership.organizationId}/populations/${data.populationId}`}
          position={open}
          close={() => setOpen(null)}
        />
      )}
    </div>
  );
}
