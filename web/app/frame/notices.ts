import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, type Shape } from '../api/client.ts';
import { notices as words } from '../words/en-notices.ts';
import { addressOf, type Side } from './addresses.ts';
import { useStanding } from './session.tsx';

export type Notices = Shape<'notices.list'>;
export type Notice = Notices['items'][number];

/** The latest of the person who looks, asked again now and then, and when the window is looked at again. */
export function useLatestNotices() {
  const { membership } = useStanding();
  return useQuery({
    queryKey: [membership.organizationId, 'notices', 'latest'],
    queryFn: ({ signal }) =>
      ask<Notices>('GET', `/organizations/${membership.organizationId}/notices?limit=8`, { signal }),
    retry: false,
    refetchInterval: 30_000,
    refetchOnWindowFocus: true,
  });
}

/** Marks these as read; left out: all. */
export function useReading() {
  const { membership } = useStanding();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      ask('POST', `/organizations/${membership.organizationId}/notices/read`, {
        body: ids === undefined ? {} : { ids },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [membership.organizationId, 'notices'] }),
  });
}

/** What a notice says. names: of the organization's people, by id */
export function sentenceOf(notice: Notice, names: ReadonlyMap<string, string>): string {
  const who = notice.by === null ? words.somebody : (names.get(notice.by) ?? words.somebody);
  return words.says[notice.kind](who);
}

/** Where it leads. */
export function placeOf(notice: Notice, side: Side): { readonly to: string; readonly search: { open?: string } } {
  if (notice.register === 'documents') return { to: `/${side === 'firm' ? 'f' : 'm'}/documents`, search: {} };
  if (notice.register !== null && notice.code !== null)
    return { to: addressOf(notice.register, side), search: { open: notice.code } };
  return { to: notice.kind === 'joined' ? '/settings/members' : '/settings/jobs', search: {} };
}
