import { IconFingerprint, IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ask, keepCsrf, type Setup as Asked, type SignedIn } from '../api/client.ts';
import { canUsePasskeys, signWithPasskey } from '../api/passkeys.ts';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { proofOf } from '../parts/proof.ts';
import { EnterButton, useSetup } from '../parts/single-sign-on.tsx';
import { Sign } from '../parts/status.tsx';
import { en } from '../words/en.ts';
import { hosting } from '../words/en-hosting.ts';

/** The pages before anybody is signed in. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="door">
      <section className="sl" aria-label={en.product}>
        <span className="row">
          <Sign size={26} />
          <b>{en.product}</b>
        </span>
        <p className="serif big">{en.lede}</p>
        <p className="q sm">{en.disclaimer}</p>
      </section>
      <main className="sr">
        <div className="box">
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}

const deviceKey = 'tickmark.device';

/** What this browser was given at an earlier sign-in, to be sent at the next. */
export function device(): { readonly device?: string } {
  try {
    const kept = localStorage.getItem(deviceKey);
    return kept === null ? {} : { device: kept };
  } catch {
    return {};
  }
}

function keepDevice(given: string | null): void {
  try {
    if (given !== null) localStorage.setItem(deviceKey, given);
  } catch {
    // No storage: the next sign-in is one from a browser nobody knows.
  }
}

/** to: the page that follows; left out, the overview */
type Enter = (answer: SignedIn, to?: '/' | '/start') => Promise<void>;

/** What follows a sign-in: the second factor where there is one, then the application. */
export function useEntering(): { readonly enter: Enter; readonly isHalf: boolean } {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isHalf, setHalf] = useState(false);
  const enter: Enter = async (answer, to = '/') => {
    keepCsrf(answer.csrf);
    keepDevice(answer.device);
    if (answer.factor === 'needed') {
      setHalf(true);
      return;
    }
    await queries.resetQueries();
    await navigate({ to });
  };
  return { enter, isHalf };
}

export function SignIn() {
  const { enter, isHalf } = useEntering();
  const setup = useSetup();
  const house = setup.data?.singleSignOn ?? null;
  const password = useSending(async ({ email, password: typed }) => {
    await enter(await ask<SignedIn>('POST', '/auth/sign-in', { body: { email, password: typed, ...device() } }));
  });
  const withPasskey = async (): Promise<void> => {
    const credential = await signWithPasskey();
    if (credential === null) return;
    await enter(await ask<SignedIn>('POST', '/auth/passkey', { body: { credential, ...device() } }));
  };
  if (setup.data?.needed === true) return <Setup enter={enter} asked={setup.data} />;
  if (isHalf) return <SecondFactor enter={enter} />;
  return (
    <Door title={en.signIn.title}>
      <p className="m" style={{ marginBottom: 20 }}>
        {en.signIn.to(location.host)}
      </p>
      {canUsePasskeys() ? (
        <>
          <button type="button" className="b p wide" onClick={() => password.run(withPasskey)}>
            <IconFingerprint size={16} stroke={1.6} />
            {en.signIn.passkey}
          </button>
        </>
      ) : null}
      {house === null ? null : <EnterButton name={house} isFirst={!canUsePasskeys()} />}
      {house !== null || canUsePasskeys() ? <div className="or">{en.signIn.or}</div> : null}
      <form onSubmit={password.submit}>
        <Input name="email" label={en.signIn.email} type="email" autoComplete="username" />
        <Input
          name="password"
          label={en.signIn.password}
          type="password"
          autoComplete="current-password"
          aside={
            <a className="sm" href="/sign-in/recover">
              {en.signIn.forgotten}
            </a>
          }
        />
        <Refused error={password.error} />
        <button
          type="submit"
          className={`b wide${house !== null || canUsePasskeys() ? '' : ' p'}`}
          disabled={password.busy}
        >
          {en.signIn.submit}
          <kbd>↵</kbd>
        </button>
      </form>
      <p className="why" style={{ marginTop: 18 }}>
        <IconInfoCircle size={14} stroke={1.6} />
        {en.signIn.note}
      </p>
    </Door>
  );
}

export function SecondFactor({ enter }: { readonly enter: (answer: SignedIn) => Promise<void> }) {
  const code = useSending(async ({ code: typed = '' }) => {
    await enter(await ask<SignedIn>('POST', '/auth/factor', { body: { ...proofOf(typed), ...device() } }));
  });
  const withPasskey = async (): Promise<void> => {
    const credential = await signWithPasskey();
    if (credential === null) return;
    await enter(await ask<SignedIn>('POST', '/auth/factor/passkey', { body: { credential, ...device() } }));
  };
  return (
    <Door title={en.signIn.factorTitle}>
      <p className="m" style={{ marginBottom: 20 }}>
        {en.signIn.factorHelp}
      </p>
      <form onSubmit={code.submit}>
        <Input name="code" label={en.signIn.code} autoComplete="one-time-code" isFirst />
        <Refused error={code.error} />
        <button type="submit" className="b p wide" disabled={code.busy}>
          {en.signIn.confirm}
        </button>
      </form>
      {canUsePasskeys() ? (
        <button type="button" className="b wide" style={{ marginTop: 8 }} onClick={() => code.run(withPasskey)}>
          <IconFingerprint size={16} stroke={1.6} />
          {en.signIn.passkey}
        </button>
      ) : null}
    </Door>
  );
}

function Setup({ enter, asked }: { readonly enter: Enter; readonly asked: Asked }) {
  const sending = useSending(async ({ organization, kind, name, email, password, token, mode }) => {
    const body = {
      token,
      ...(mode !== undefined && { mode }),
      organization: { kind, name: organization },
      person: { name, email, password },
    };
    // A company begins with what it needs; a firm with its own overview.
    await enter(await ask<SignedIn>('POST', '/setup', { body }), kind === 'firm' ? '/' : '/start');
  });
  return (
    <Door title={en.setup.title}>
      <p className="m" style={{ marginBottom: 20 }}>
        {en.setup.help}
      </p>
      <form onSubmit={sending.submit}>
        <Input name="organization" label={en.setup.organization} autoComplete="organization" />
        <label className="f">
          <span className="lab">{en.setup.kind}</span>
          <select className="in" name="kind">
            <option value="service-organization">{en.setup.company}</option>
            <option value="firm">{en.setup.firm}</option>
          </select>
        </label>
        <label className="f">
          <span className="lab">{hosting.ask}</span>
          {asked.isSaid ? (
            <span>
              {hosting.modes[asked.mode]}. <span className="q">{hosting.fixed}</span>
            </span>
          ) : (
            <select className="in" name="mode" defaultValue={asked.mode}>
              {Object.entries(hosting.modes).map(([mode, word]) => (
                <option key={mode} value={mode}>
                  {word}
                </option>
              ))}
            </select>
          )}
        </label>
        <Input name="name" label={en.setup.name} autoComplete="name" />
        <Input name="email" label={en.signIn.email} type="email" autoComplete="username" />
        <Input name="password" label={en.signIn.password} type="password" autoComplete="new-password" />
        <Input name="token" label={en.setup.token} autoComplete="off" help={en.setup.tokenHelp} />
        <Refused error={sending.error} />
        <button type="submit" className="b p wide" disabled={sending.busy}>
          {en.setup.submit}
        </button>
      </form>
    </Door>
  );
}
