import { useQueries, useQuery } from '@tanstack/react-query';
import { ask, type Engagements, type Shape } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';

export interface FoundDocument {
  readonly engagement: Engagements['items'][number];
  readonly head: Shape<'CrossedDocument'>;
  /** for management's signature */
  readonly waits: boolean;
}

/** Documents of every engagement both sides agreed to: those that wait for a signature first, then the latest. */
export function useDocuments() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const base = `/organizations/${organizationId}/exchange/engagements`;
  const engagements = useQuery({
    queryKey: [organizationId, 'exchange', 'engagements'],
    queryFn: ({ signal }) => ask<Engagements>('GET', base, { signal }),
  });
  const agreed = engagements.data?.items.filter(({ state }) => state === 'agreed') ?? [];
  const lists = useQueries({
    queries: agreed.map(({ id }) => ({
      queryKey: [organizationId, 'exchange', 'documents', id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        ask<Shape<'documents.list'>>('GET', `${base}/${id}/documents`, { signal }),
      // What the other side sends arrives by itself.
      refetchInterval: 15_000,
    })),
  });
  const items = agreed
    .flatMap((engagement, index): FoundDocument[] =>
      (lists[index]?.data?.items ?? []).map((head) => ({
        engagement,
        head,
        waits: head.acts.includes('signature'),
      })),
    )
    .toSorted((a, b) => Number(b.waits) - Number(a.waits) || (a.head.sentAt < b.head.sentAt ? 1 : -1));
  return {
    base,
    agreed,
    items,
    failed: [engagements, ...lists].find(({ isError }) => isError),
    isLoading: engagements.data === undefined || lists.some(({ data }) => data === undefined),
    maySign: useMay('signDocument').allowed,
  };
}
