import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { ApiError, ask, type Factors, type ForeignAccounts } from '../api/client.ts';
import { canUsePasskeys, signWithPasskey } from '../api/passkeys.ts';
import { en } from '../words/en.ts';
import { Dialog } from './dialog.tsx';
import { Input, Refused, useSending } from './forms.tsx';
import { proofOf } from './proof.ts';
import { ProveElsewhere } from './single-sign-on.tsx';
import { Waiting } from './states.tsx';

type Fresh = <T>(work: () => Promise<T>) => Promise<T>;

const Context = createContext<Fresh | null>(null);

/** Does the work; where the server wants a fresh proof first, asks for it and does the work again. */
export function useFresh(): Fresh {
  const fresh = useContext(Context);
  if (fresh === null) throw new Error('Outside of the frame.');
  return fresh;
}

export function StepUp({ children }: { readonly children: ReactNode }) {
  const [waiting, setWaiting] = useState<{ readonly proved: () => void; readonly left: () => void } | null>(null);
  const fresh: Fresh = async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'step-up-needed') throw error;
      await new Promise<void>((proved, left) => setWaiting({ proved, left: () => left(error) }));
      return work();
    }
  };
  const end = (how: 'proved' | 'left'): void => {
    waiting?.[how]();
    setWaiting(null);
  };
  return (
    <Context value={fresh}>
      {children}
      {waiting === null ? null : <Proof proved={() => end('proved')} close={() => end('left')} />}
    </Context>
  );
}

function Proof({ proved, close }: { readonly proved: () => void; readonly close: () => void }) {
  const factors = useQuery({
    queryKey: ['factors'],
    queryFn: ({ signal }) => ask<Factors>('GET', '/session/factors', { signal }),
  });
  const accounts = useQuery({
    queryKey: ['foreign-accounts'],
    queryFn: ({ signal }) => ask<ForeignAccounts>('GET', '/session/foreign-accounts', { signal }),
  });
  const sending = useSending(async ({ password, code }) => {
    await ask('POST', '/auth/step-up', {
      body: { ...(password !== undefined && { password }), ...(code !== undefined && proofOf(code)) },
    });
    proved();
  });
  const withPasskey = async (): Promise<void> => {
    const credential = await signWithPasskey();
    if (credential === null) return;
    await ask('POST', '/auth/step-up/passkey', { body: { credential } });
    proved();
  };
  const has = factors.data;
  // Whoever has a second factor here proves themselves with it; the other house stands for a password alone.
  const house =
    has?.totp === false && has.passkeys === 0 && (accounts.data?.items.length ?? 0) > 0 ? accounts.data?.through : null;
  return (
    <Dialog title={en.stepUp.title} close={close}>
      <p className="m">{en.stepUp.help}</p>
      {has === undefined ? (
        <Waiting rows={2} />
      ) : (
        <form onSubmit={sending.submit}>
          {has.passkeys > 0 && canUsePasskeys() ? (
            <button type="button" className="b p wide" onClick={() => sending.run(withPasskey)}>
              {en.signIn.passkey}
            </button>
          ) : null}
          {typeof house === 'string' ? <ProveElsewhere name={house} isFirst={!has.password} proved={proved} /> : null}
          {has.password ? (
            <Input
              name="password"
              label={en.signIn.password}
              type="password"
              autoComplete="current-password"
              isFirst={has.passkeys === 0}
            />
          ) : null}
          {has.totp ? <Input name="code" label={en.signIn.code} autoComplete="one-time-code" /> : null}
          <Refused error={sending.error} />
          <div className="row">
            {has.password || has.totp ? (
              <button type="submit" className={has.passkeys > 0 ? 'b' : 'b p'} disabled={sending.busy}>
                {en.signIn.confirm}
              </button>
            ) : null}
            <button type="button" className="b g" onClick={close}>
              {en.drawer.cancel}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
