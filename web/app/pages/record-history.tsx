import { useQuery } from '@tanstack/react-query';
import { ask, type History, type Register } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { HistoryEntries } from '../parts/history.tsx';
import { Failed } from '../parts/states.tsx';

/** Who changed what of a record, when and why, with the receipt of each change. */
export function HistoryList({
  register,
  base,
  id,
}: {
  readonly register: Register;
  readonly base: string;
  readonly id: string;
}) {
  const { membership } = useStanding();
  const history = useQuery({
    queryKey: [membership.organizationId, register.name, 'history', id],
    queryFn: ({ signal }) => ask<History>('GET', `${base}/${id}/history`, { signal }),
  });
  const labels = new Map(register.fields.map((field) => [field.name, field.label]));
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  return <HistoryEntries entries={history.data?.items ?? []} nameOf={(field) => labels.get(field) ?? field} />;
}
