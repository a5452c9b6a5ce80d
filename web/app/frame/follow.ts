import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { ApiError, ask, type Shape } from '../api/client.ts';
import { useStanding } from './session.tsx';

export type Jobs = Shape<'jobs.list'>;
export type Job = Jobs['items'][number];

/** Streams open at once in a window that is looked at: a browser keeps six connections to one server, for all windows together. */
const mostFollowed = 1;

function whenShown(told: () => void): () => void {
  document.addEventListener('visibilitychange', told);
  return () => document.removeEventListener('visibilitychange', told);
}

export function isUnfinished(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running';
}

/** Own long work, the latest first; looked after often while something is under way, now and then otherwise. */
export function useOwnJobs() {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/jobs`;
  const jobs = useQuery({
    queryKey: [membership.organizationId, 'jobs', 'own'],
    queryFn: ({ signal }) => ask<Jobs>('GET', `${base}?mine=true&limit=20`, { signal }),
    // Who works on nothing has no jobs, and asking would leave a refusal on record.
    enabled: membership.roles.some((role) => role !== 'employee' && role !== 'firm-admin'),
    retry: false,
    refetchInterval: ({ state }) => {
      if (state.error instanceof ApiError && state.error.problem.status === 403) return false;
      return state.data?.items.some(isUnfinished) === true ? 3_000 : 30_000;
    },
  });
  const items = useMemo(() => jobs.data?.items ?? [], [jobs.data]);
  const ids = items
    .filter(isUnfinished)
    .slice(0, mostFollowed)
    .map(({ id }) => id)
    .join(' ');
  const isShown = useSyncExternalStore(whenShown, () => !document.hidden);
  useFollowed(base, membership.organizationId, isShown ? ids : '');
  return items;
}

/** ids: parted by blanks */
function useFollowed(base: string, organizationId: string, ids: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const streams = ids
      .split(' ')
      .filter((id) => id !== '')
      .map((id) => {
        const stream = new EventSource(`/api/v1${base}/${id}/events`);
        stream.addEventListener('job', (event: MessageEvent<string>) => {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's answers are not checked a second time
          const job = JSON.parse(event.data) as Job;
          queries.setQueryData<Jobs>([organizationId, 'jobs', 'own'], (known) =>
            known === undefined ? known : changed(known, job),
          );
          queries.setQueryData<InfiniteData<Jobs>>([organizationId, 'jobs', 'all'], (known) =>
            known === undefined ? known : { ...known, pages: known.pages.map((page) => changed(page, job)) },
          );
        });
        stream.addEventListener('end', () => {
          stream.close();
          void queries.invalidateQueries({ queryKey: [organizationId, 'jobs'] });
        });
        return stream;
      });
    return () => {
      for (const stream of streams) stream.close();
    };
  }, [base, organizationId, ids, queries]);
}

function changed(page: Jobs, job: Job): Jobs {
  return { ...page, items: page.items.map((one) => (one.id === job.id && one.version < job.version ? job : one)) };
}
