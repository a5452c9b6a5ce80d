import { useQuery } from '@tanstack/react-query';
import { ApiError, ask } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Failed } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';

/** A list of the organization: its rows, or the server's reason why not. */
export function useOwn<T>(part: string) {
  const { membership } = useStanding();
  return useQuery({
    queryKey: [membership.organizationId, part],
    queryFn: ({ signal }) => ask<T>('GET', `/organizations/${membership.organizationId}/${part}`, { signal }),
    retry: false,
  });
}

/** Why a list is not shown: who asks may not, or it was not answered. */
export function Why({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  if (!(error instanceof ApiError) || error.code !== 'not-allowed') return <Failed error={error} retry={retry} />;
  return (
    <p className="bd why">
      <StatusMark kind="blocked" word="" />
      {error.message}
    </p>
  );
}
