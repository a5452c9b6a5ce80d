import { useQuery } from '@tanstack/react-query';
import qrcode from 'qrcode-generator';
import { useMemo, useState } from 'react';
import {
  type AddedPasskey,
  ask,
  type Factors,
  type Passkeys,
  type RecoveryCodes,
  type Sessions,
  type Totp,
} from '../api/client.ts';
import { canUsePasskeys, makePasskey } from '../api/passkeys.ts';
import { useStanding } from '../frame/session.tsx';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { en, moment, roleWord } from '../words/en.ts';
import { singleSignOn } from '../words/en-single-sign-on.ts';
import { Card, useAfter } from './account-card.tsx';
import { ForeignAccountCard } from './foreign-accounts.tsx';

/** One's own account: what one proves oneself with, and where one is signed in. */
export function Me() {
  const { session } = useStanding();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const factors = useQuery({
    queryKey: ['factors'],
    queryFn: ({ signal }) => ask<Factors>('GET', '/session/factors', { signal }),
  });
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{session.person.name}</h1>
          <div className="sub" style={{ whiteSpace: 'normal', flexWrap: 'wrap' }}>
            {session.person.email}
            <span className="dot" />
            {session.memberships.map((one) => `${one.organization}: ${one.roles.map(roleWord).join(', ')}`).join('; ')}
          </div>
        </div>
      </div>
      <div className="pad stackv" style={{ maxWidth: 760 }}>
        {codes.length === 0 ? null : (
          <Card title={en.me.codes}>
            <p className="m" role="status">
              {en.me.codesOnce}
            </p>
            <ul className="codes mono">
              {codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
          </Card>
        )}
        {factors.isError ? <Failed error={factors.error} retry={() => void factors.refetch()} /> : null}
        {factors.data === undefined && !factors.isError ? <Waiting rows={4} /> : null}
        {factors.data === undefined ? null : (
          <>
            <PasskeyCard tell={setCodes} />
            <TotpCard factors={factors.data} tell={setCodes} />
            <ForeignAccountCard />
            <PasswordCard has={factors.data.password} />
          </>
        )}
        <SessionCard />
      </div>
    </div>
  );
}

function PasskeyCard({ tell }: { readonly tell: (codes: readonly string[]) => void }) {
  const fresh = useFresh();
  const after = useAfter();
  const [hint, setHint] = useState('');
  const passkeys = useQuery({
    queryKey: ['passkeys'],
    queryFn: ({ signal }) => ask<Passkeys>('GET', '/session/passkeys', { signal }),
  });
  const adding = useSending(async ({ name }) => {
    setHint('');
    const credential = await fresh(makePasskey);
    if (credential === null) {
      setHint(en.me.passkeyLeft);
      return;
    }
    const added = await fresh(() => ask<AddedPasskey>('POST', '/session/passkeys', { body: { name, credential } }));
    if (added.recoveryCodes.length > 0) tell(added.recoveryCodes);
    await after();
  });
  const remove = async (id: string): Promise<void> => {
    await fresh(() => ask('DELETE', `/session/passkeys/${id}`));
    await after();
  };
  const items = passkeys.data?.items ?? [];
  return (
    <Card title={en.me.passkeys} aside={<span className="num q">{items.length}</span>}>
      {passkeys.isError ? <Failed error={passkeys.error} retry={() => void passkeys.refetch()} /> : null}
      {passkeys.data !== undefined && items.length === 0 ? <p className="m">{en.me.passkeyNone}</p> : null}
      {items.map((one) => (
        <div key={one.id} className="row">
          <StatusMark kind="met" word={one.name} />
          <span className="q sm">{one.usedAt === null ? en.me.unused : en.me.used(moment(one.usedAt))}</span>
          <span className="sp" />
          <button
            type="button"
            className="b s"
            aria-label={`${en.me.passkeyRemove}: ${one.name}`}
            onClick={() => adding.run(() => remove(one.id))}
          >
            {en.me.passkeyRemove}
          </button>
        </div>
      ))}
      {canUsePasskeys() ? (
        <form onSubmit={adding.submit}>
          <Input name="name" label={en.me.passkeyName} autoComplete="off" />
          <Refused error={adding.error} />
          {hint === '' ? null : (
            <p className="hint" role="status">
              {hint}
            </p>
          )}
          <button type="submit" className="b" disabled={adding.busy}>
            {en.me.passkeyAdd}
          </button>
        </form>
      ) : (
        <p className="hint">{en.me.passkeyUnable}</p>
      )}
    </Card>
  );
}

function TotpCard({ factors, tell }: { readonly factors: Factors; readonly tell: (codes: readonly string[]) => void }) {
  const fresh = useFresh();
  const after = useAfter();
  const [begun, setBegun] = useState<Totp | null>(null);
  const confirming = useSending(async ({ code }) => {
    const { recoveryCodes } = await ask<RecoveryCodes>('PUT', '/session/factors/totp', { body: { code } });
    tell(recoveryCodes);
    setBegun(null);
    await after();
  });
  const begin = async (): Promise<void> => setBegun(await fresh(() => ask<Totp>('POST', '/session/factors/totp')));
  const remove = async (): Promise<void> => {
    await fresh(() => ask('DELETE', '/session/factors/totp'));
    await after();
  };
  const renew = async (): Promise<void> => {
    const made = await fresh(() => ask<RecoveryCodes>('POST', '/session/factors/recovery-codes'));
    tell(made.recoveryCodes);
    await after();
  };
  const isProtected = factors.totp || factors.passkeys > 0;
  return (
    <Card title={en.me.factor}>
      <StatusMark
        kind={isProtected ? 'met' : 'returned'}
        word={isProtected ? en.me.factorOn : factors.password ? en.me.factorOff : singleSignOn.factorOff}
      />
      <div className="row">
        <span style={{ width: 200 }}>{en.me.totp}</span>
        <StatusMark kind={factors.totp ? 'met' : 'missing'} word={factors.totp ? en.me.ready : en.me.absent} />
        <span className="sp" />
        {factors.totp ? (
          <button type="button" className="b s" onClick={() => confirming.run(remove)}>
            {en.me.totpRemove}
          </button>
        ) : (
          <button type="button" className="b s" onClick={() => confirming.run(begin)}>
            {en.me.totpBegin}
          </button>
        )}
      </div>
      {isProtected ? (
        <div className="row">
          <span style={{ width: 200 }}>{en.me.codes}</span>
          <span className="m num">{en.me.codesLeft(factors.recoveryCodes)}</span>
          <span className="sp" />
          <button type="button" className="b s" onClick={() => confirming.run(renew)}>
            {en.me.codesNew}
          </button>
        </div>
      ) : null}
      {begun === null ? (
        <Refused error={confirming.error} />
      ) : (
        <form onSubmit={confirming.submit}>
          <p className="m">{en.me.totpScan}</p>
          <Code text={begun.uri} />
          <p style={{ marginBottom: 12 }}>
            <span className="q sm">{en.me.totpSecret}</span>{' '}
            <span className="mono" style={{ overflowWrap: 'anywhere' }}>
              {begun.secret}
            </span>
          </p>
          <Input name="code" label={en.signIn.code} autoComplete="one-time-code" isFirst />
          <Refused error={confirming.error} />
          <button type="submit" className="b p" disabled={confirming.busy}>
            {en.signIn.confirm}
          </button>
        </form>
      )}
    </Card>
  );
}

/** A text to be read by a camera, dark on paper in both themes. */
function Code({ text }: { readonly text: string }) {
  const { size, path } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    const cells: string[] = [];
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) {
        if (code.isDark(row, column)) cells.push(`M${column + 4} ${row + 4}h1v1h-1z`);
      }
    }
    return { size: count + 8, path: cells.join('') };
  }, [text]);
  return (
    <svg
      width="184"
      height="184"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={en.me.totp}
      style={{ margin: '10px 0', background: 'var(--paper)', color: 'var(--paper-ink)' }}
      shapeRendering="crispEdges"
    >
      <path fill="currentColor" d={path} />
    </svg>
  );
}

function PasswordCard({ has }: { readonly has: boolean }) {
  const fresh = useFresh();
  const after = useAfter();
  const [isDone, setDone] = useState(false);
  const sending = useSending(async ({ password }) => {
    setDone(false);
    await fresh(() => ask('PUT', '/session/password', { body: { password } }));
    setDone(true);
    await after();
  });
  return (
    <Card title={en.me.password}>
      {has ? null : <p className="m">{singleSignOn.passwordNone}</p>}
      <form onSubmit={sending.submit}>
        <Input
          name="password"
          label={en.me.newPassword}
          type="password"
          autoComplete="new-password"
          help={en.me.passwordHelp}
        />
        <Refused error={sending.error} />
        {isDone ? (
          <p className="hint" role="status" style={{ marginBottom: 10 }}>
            {en.me.passwordChanged}
          </p>
        ) : null}
        <button type="submit" className="b" disabled={sending.busy}>
          {has ? en.me.changePassword : singleSignOn.passwordChoose}
        </button>
      </form>
    </Card>
  );
}

function SessionCard() {
  const after = useAfter();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => ask<Sessions>('GET', '/session/sessions', { signal }),
  });
  const ending = useSending(async () => undefined);
  const end = async (id: string): Promise<void> => {
    await ask('DELETE', `/session/sessions/${id}`);
    await after();
  };
  return (
    <Card title={en.me.sessions}>
      {sessions.isError ? <Failed error={sessions.error} retry={() => void sessions.refetch()} /> : null}
      <Refused error={ending.error} />
      {sessions.data?.items.map((one) => (
        <div key={one.id} className="row">
          <span className="ell" style={{ flex: 1 }} title={one.agent}>
            {one.agent || '–'}
          </span>
          <span className="mono m">{one.address}</span>
          <span className="m num nw">{moment(one.seenAt)}</span>
          <span style={{ width: 60, textAlign: 'right' }}>
            {one.current ? (
              <span className="q">{en.me.here}</span>
            ) : (
              <button type="button" className="b s" onClick={() => ending.run(() => end(one.id))}>
                {en.me.revoke}
              </button>
            )}
          </span>
        </div>
      ))}
    </Card>
  );
}
