import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { ApiError, ask, keepCsrf } from '../api/client.ts';
import { Sign, StatusMark } from '../parts/status.tsx';
import { en, textOf } from '../words/en.ts';

/** The pages before anybody is signed in. */
function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="door">
      <section className="sl">
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

/** Sends a form's fields and says under it what the server refused. */
function useSending(send: (fields: Readonly<Record<string, string>>) => Promise<void>) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, textOf(value)]),
    );
    setBusy(true);
    setError(null);
    try {
      await send(fields);
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return { submit: (event: SyntheticEvent<HTMLFormElement>) => void submit(event), error, busy };
}

function Refused({ error }: { readonly error: ApiError | null }) {
  if (error === null) return null;
  const lines = error.problem.errors?.map((one) => one.detail) ?? [];
  return (
    <div className="err" role="alert" style={{ marginBottom: 12 }}>
      <StatusMark kind="overdue" word="" />
      <span>{lines.length > 0 ? lines.join(' ') : error.problem.detail}</span>
    </div>
  );
}

function Input(props: {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly autoComplete: string;
  readonly help?: string;
}) {
  return (
    <label className="f">
      <span className="lab">{props.label}</span>
      <input
        className="in"
        name={props.name}
        type={props.type ?? 'text'}
        autoComplete={props.autoComplete}
        required
        maxLength={1024}
      />
      {props.help === undefined ? null : <span className="hint">{props.help}</span>}
    </label>
  );
}

const deviceKey = 'tickmark.device';

interface SignedIn {
  readonly factor: 'none' | 'needed' | 'done';
  readonly csrf: string;
  readonly device: string | null;
}

export function SignIn() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [factor, setFactor] = useState(false);
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => ask<{ needed: boolean }>('GET', '/setup') });
  const enter = async (answer: SignedIn): Promise<void> => {
    keepCsrf(answer.csrf);
    if (answer.device !== null) localStorage.setItem(deviceKey, answer.device);
    if (answer.factor === 'needed') {
      setFactor(true);
      return;
    }
    await queries.resetQueries();
    await navigate({ to: '/' });
  };
  const password = useSending(async ({ email, password: typed }) => {
    const device = localStorage.getItem(deviceKey);
    await enter(
      await ask<SignedIn>('POST', '/auth/sign-in', {
        body: { email, password: typed, ...(device !== null && { device }) },
      }),
    );
  });
  const code = useSending(async ({ code: typed }) => {
    const device = localStorage.getItem(deviceKey);
    await enter(
      await ask<SignedIn>('POST', '/auth/factor', { body: { code: typed, ...(device !== null && { device }) } }),
    );
  });
  if (setup.data?.needed === true) return <Setup enter={enter} />;
  if (factor) {
    return (
      <Door title={en.signIn.factorTitle}>
        <p className="m" style={{ marginBottom: 20 }}>
          {en.signIn.factorHelp}
        </p>
        <form onSubmit={code.submit}>
          <Input name="code" label={en.signIn.code} autoComplete="one-time-code" />
          <Refused error={code.error} />
          <button type="submit" className="b p wide" disabled={code.busy}>
            {en.signIn.confirm}
          </button>
        </form>
      </Door>
    );
  }
  return (
    <Door title={en.signIn.title}>
      <p className="m" style={{ marginBottom: 20 }}>
        {location.host}
      </p>
      <form onSubmit={password.submit}>
        <Input name="email" label={en.signIn.email} type="email" autoComplete="username" />
        <Input name="password" label={en.signIn.password} type="password" autoComplete="current-password" />
        <Refused error={password.error} />
        <button type="submit" className="b p wide" disabled={password.busy}>
          {en.signIn.submit}
        </button>
      </form>
    </Door>
  );
}

function Setup({ enter }: { readonly enter: (answer: SignedIn) => Promise<void> }) {
  const sending = useSending(async ({ organization, kind, name, email, password, token }) => {
    const body = { token, organization: { kind, name: organization }, person: { name, email, password } };
    await enter(await ask<SignedIn>('POST', '/setup', { body }));
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
