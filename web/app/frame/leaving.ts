import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ask } from '../api/client.ts';
import { forgetKept } from '../parts/kept.ts';

/** Ends the session, and forgets what it saw. */
export function useLeaving(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await ask('POST', '/auth/sign-out').catch(() => undefined);
    queries.clear();
    forgetKept();
    await navigate({ to: '/sign-in' });
  };
  return () => void leave();
}
