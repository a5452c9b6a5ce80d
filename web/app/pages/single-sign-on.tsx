import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '../frame/session.tsx';
import { tellProved } from '../parts/single-sign-on.tsx';
import { Waiting } from '../parts/states.tsx';
import { en } from '../words/en.ts';
import { singleSignOn } from '../words/en-single-sign-on.ts';
import { Door, SecondFactor, useEntering } from './door.tsx';

/** Where whoever comes back from the other house stands when they are not let on, or proved themselves for another page. */
export function SingleSignOnPage() {
  const { kind = '' } = useSearch({ strict: false });
  const session = useSession();
  const isProved = kind === 'proved';
  useEffect(() => {
    if (isProved) tellProved();
  }, [isProved]);
  const isIn = session.data !== undefined && session.data !== null && session.data.factor !== 'needed';
  return (
    <Door title={isProved ? singleSignOn.provedTitle : isIn ? singleSignOn.notDoneTitle : singleSignOn.refusedTitle}>
      <p role={isProved ? 'status' : 'alert'} className="m" style={{ margin: '4px 0 20px' }}>
        {isProved ? singleSignOn.proved : (singleSignOn.reasons[kind] ?? singleSignOn.unknown)}
      </p>
      {session.isPending ? null : isIn ? (
        <Link to="/me" className="b wide">
          {singleSignOn.toAccount}
        </Link>
      ) : (
        <Link to="/sign-in" className="b p wide">
          {en.signIn.back}
        </Link>
      )}
    </Door>
  );
}

/** The second factor of who came back from the other house. */
export function FactorPage() {
  const session = useSession();
  const { enter } = useEntering();
  if (session.data === undefined && !session.isError) {
    return (
      <Door title={en.signIn.factorTitle}>
        <Waiting rows={2} />
      </Door>
    );
  }
  if (session.data?.factor !== 'needed') return <Navigate to={session.data ? '/' : '/sign-in'} replace />;
  return <SecondFactor enter={enter} />;
}
