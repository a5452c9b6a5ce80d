import { useQuery } from '@tanstack/react-query';
import { ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count } from '../words/en.ts';
import { populations } from '../words/en-populations.ts';

type Preview = Shape<'populations.crossing'>;
const words = populations.crossing;

/** What of a population the firm's tests need, as it would cross: looked at before anything is sent. */
export function WhatCrosses({ base, id }: { readonly base: string; readonly id: string }) {
  const { membership } = useStanding();
  const preview = useQuery({
    queryKey: [membership.organizationId, 'population', id, 'crossing'],
    queryFn: ({ signal }) => ask<Preview>('GET', `${base}/crossing`, { signal }),
    staleTime: 600_000,
  });
  if (preview.isError) return <Failed error={preview.error} retry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <Waiting />;
  const { data } = preview;
  return (
    <section className="pp-flow pp-scroll" aria-label={populations.tabs.crossing} tabIndex={0}>
      <p className="m">{words.help}</p>
      {data.procedures.length === 0 ? <Empty sentence={words.noProcedure} /> : null}
      {data.problems.length === 0 ? null : (
        <ul className="pp-obs">
          {data.problems.map((one) => (
            <li key={`${one.procedure} ${one.field}`}>
              <StatusMark kind="stale" word={one.procedure} />
              <span>{one.sentence}</span>
            </li>
          ))}
        </ul>
      )}
      <section className="card">
        <div className="hd">
          <h2>{words.fields}</h2>
          <span className="q sm">{words.of(data.fields.length, data.fields.length + data.stays.length)}</span>
        </div>
        <div className="pp-scroll">
          <table aria-label={words.fields}>
            <thead>
              <tr>
                <th scope="col">{populations.field}</th>
                <th scope="col">{words.how}</th>
                <th scope="col">{words.readBy}</th>
              </tr>
            </thead>
            <tbody>
              {data.fields.map((field) => (
                <tr key={field.name}>
                  <td className="mono">{field.name}</td>
                  <td>
                    {field.parts === null ? <How how={field.how} /> : null}
                    {field.parts?.map((part) => (
                      <div key={part.name}>
                        <span className="mono">{part.name}</span> <How how={part.how} />
                      </div>
                    ))}
                  </td>
                  <td className="m pp-long">
                    {field.procedures.length === 0 ? words.record : field.procedures.join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="card">
        <div className="hd">
          <h2>{words.rows}</h2>
          <span className="q sm">{words.rowsHelp}</span>
        </div>
        <div className="pp-scroll">
          <table aria-label={words.rows}>
            <thead>
              <tr>
                {data.fields.map((field) => (
                  <th key={field.name} scope="col" className="mono">
                    {field.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.position}>
                  {row.values.map((value, at) => (
                    <td key={data.fields[at]?.name} className="mono sm pp-cut">
                      {value === null ? <span className="q">–</span> : String(value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="card">
        <div className="hd">
          <h2>{words.stays}</h2>
          <span className="q sm">{count(data.stays.length)}</span>
        </div>
        <p className="bd mono pp-long">{data.stays.length === 0 ? words.nothingStays : data.stays.join(', ')}</p>
      </section>
    </section>
  );
}

function How({ how }: { readonly how: keyof typeof words.hows }) {
  return how === 'pseudonym' ? <b>{words.hows.pseudonym}</b> : <span className="m">{words.hows[how]}</span>;
}
