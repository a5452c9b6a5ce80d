import { useQuery } from '@tanstack/react-query';
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
  const documents = useQuery({
    queryKey: [organizationId, 'exchange', 'documents'],
    queryFn: ({ signal }) =>
      ask<Shape<'documents.list'>>('GET', `/organizations/${organizationId}/exchange/documents`, { signal }),
    // What the other side sends arrives by itself.
    refetchInterval: 15_000,
  });
  const byId = new Map(agreed.map((one) => [one.id, one]));
  const items = (documents.data?.items ?? [])
    .flatMap((head): FoundDocument[] => {
      const engagement = byId.get(head.engagement);
      return engagement === undefined ? [] : [{ engagement, head, waits: head.acts.includes('signature') }];
    })
    .toSorted((a, b) => Number(b.waits) - Number(a.waits) || (a.head.sentAt < b.head.sentAt ? 1 : -1));
  return {
    base,
    agreed,
    items,
    failed: [engagements, documents].find(({ isError }) => isError),
    isLoading: engagements.data === undefined || documents.data === undefined,
    maySign: useMay('signDocument').allowed,
  };
}
