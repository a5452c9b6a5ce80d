import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useOwnJobs } from '../frame/follow.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, moment } from '../words/en.ts';
import { populations as words } from '../words/en-populations.ts';
import { ImportForm } from './population-import.tsx';
import './populations.css';

type Page = Shape<'populations.list'>;

/** Populations of management, the latest first, and the form that makes one. */
export function PopulationsPage() {
  const { membership } = useStanding();
  const [making, setMaking] = useState(false);
  const make = useMay('makePopulation');
  const base = `/organizations/${membership.organizationId}/populations`;
  // What a job has made meanwhile is looked for when one ends.
  const ended = useOwnJobs().filter((job) => job.kind === 'import-population' && job.state === 'done').length;
  const pages = useInfiniteQuery({
    queryKey: [membership.organizationId, 'populations', ended],
    queryFn: ({ pageParam, signal }) => ask<Page>('GET', `${base}?limit=50${pageParam}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => (page.next === null ? undefined : `&below=${page.next}`),
    placeholderData: (before) => before,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub">{words.help}</div>
        </div>
        <span className="sp" />
        {make.allowed ? (
          <button type="button" className="b p" aria-expanded={making} onClick={() => setMaking(!making)}>
            <IconPlus size={14} stroke={1.6} />
            {words.make}
          </button>
        ) : (
          <Act {...make} primary onClick={() => undefined}>
            {words.make}
          </Act>
        )}
      </div>
      {making ? <ImportForm /> : null}
      {pages.isError ? <Failed error={pages.error} retry={() => void pages.refetch()} /> : null}
      {pages.isPending ? <Waiting /> : null}
      {pages.data !== undefined && items.length === 0 && !making ? <Empty sentence={words.none} /> : null}
      {items.length === 0 ? null : (
        <div className="pad pp-scroll">
          <table>
            <thead>
              <tr>
                <th>{words.code}</th>
                <th>{words.name}</th>
                <th>{words.kind}</th>
                <th className="pp-n">{words.records}</th>
                <th className="pp-n">{words.refused}</th>
                <th>{words.toLookAt}</th>
                <th>{words.made}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.id}>
                  <td className="mono">{item.code}</td>
                  <td className="pp-long">
                    <Link to="/m/populations/$id" params={{ id: item.id }}>
                      {item.title}
                    </Link>
                  </td>
                  <td className="m">{item.kindTitle}</td>
                  <td className="pp-n">{count(item.records)}</td>
                  <td className={`pp-n${item.refused > 0 ? ' pp-bad' : ''}`}>{count(item.refused)}</td>
                  <td>
                    <StatusMark kind={item.toLookAt === 0 ? 'met' : 'stale'} word={count(item.toLookAt)} />
                  </td>
                  <td className="m num">{moment(item.madeAt)}</td>
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
    </>
  );
}
