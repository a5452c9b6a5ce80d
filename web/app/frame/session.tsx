import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { ApiError, ask, keepCsrf, type Members, type Overview, type Session } from '../api/client.ts';

export type Membership = Session['memberships'][number];

/** Whether somebody sees the portal alone. */
export function isEmployee(membership: Membership): boolean {
  return membership.roles.every((role) => role === 'employee');
}

/** Where a member begins. Employees have the portal; where the firm hosts, management has none of its own and theirs is off (R-IND-10). */
export function beginningOf(membership: Membership): '/portal' | '/me' | '/m' | '/f' {
  if (isEmployee(membership)) return membership.portal ? '/me' : '/portal';
  return membership.side === 'firm' ? '/f' : '/m';
}

interface Standing {
  readonly session: Session;
  readonly membership: Membership;
  readonly choose: (organizationId: string) => void;
}

const Context = createContext<Standing | null>(null);

/** Who is signed in and for which organization; only inside the frame. */
export function useStanding(): Standing {
  const standing = useContext(Context);
  if (standing === null) throw new Error('Outside of the frame.');
  return standing;
}

/** The session, or null when nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async (): Promise<Session | null> => {
      try {
        const session = await ask<Session>('GET', '/session');
        keepCsrf(session.csrf);
        return session;
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

const storageKey = 'tickmark.organization';

/** A tab stands in one organization; another tab may stand in another. */
function remembered(): string | null {
  try {
    return sessionStorage.getItem(storageKey) ?? localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export function Standing({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const [chosen, setChosen] = useState(remembered);
  const membership = session.memberships.find((one) => one.organizationId === chosen) ?? session.memberships[0];
  if (membership === undefined) return null;
  const choose = (organizationId: string): void => {
    try {
      sessionStorage.setItem(storageKey, organizationId);
      localStorage.setItem(storageKey, organizationId);
    } catch {
      // No storage: the choice holds as long as the page.
    }
    setChosen(organizationId);
  };
  document.documentElement.dataset['space'] = membership.side;
  return <Context value={{ session, membership, choose }}>{children}</Context>;
}

/** Every register of the side, with what may be done. */
export function useRegisters() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  return useQuery({
    queryKey: [organizationId, 'registers'],
    queryFn: ({ signal }) => ask<Overview>('GET', `/organizations/${organizationId}/registers`, { signal }),
    staleTime: 15_000,
    enabled: !isEmployee(membership),
  });
}

/** Whether the person may do what a page offers, as the server decides it; until that is known, not. */
export function useMay(what: keyof Overview['may']): Overview['may'][typeof what] {
  return useRegisters().data?.may[what] ?? { allowed: false, reason: null };
}

/** Names of the organization's people, by id. */
export function useMembers() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  return useQuery({
    queryKey: [organizationId, 'members'],
    queryFn: async ({ signal }): Promise<Pick<Members, 'items'>> => {
      const items: Members['items'] = [];
      let after = '';
      for (;;) {
        const page = await ask<Members>('GET', `/organizations/${organizationId}/members?limit=200${after}`, {
          signal,
        });
        items.push(...page.items);
        if (page.next === null) return { items };
        after = `&after=${page.next}`;
      }
    },
    staleTime: 60_000,
  });
}
