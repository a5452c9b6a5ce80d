import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, type Invitation, type SignedIn } from '../api/client.ts';
import { useSession } from '../frame/session.tsx';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { EnterButton, useSetup } from '../parts/single-sign-on.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { day, en, roleWord } from '../words/en.ts';
import { singleSignOn } from '../words/en-single-sign-on.ts';
import { device, Door, useEntering } from './door.tsx';

/** An invitation to one side: for who is signed in under its address, for who has an account, and for who makes one now. */
export function InvitationPage() {
  const { token = '' } = useParams({ strict: false });
  const { enter } = useEntering();
  const session = useSession();
  const house = useSetup().data?.singleSignOn ?? null;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = encodeURIComponent(token);
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => ask<Invitation>('GET', `/auth/invitations/${path}`, { signal }),
    retry: false,
  });
  const sending = useSending(async ({ name, password }) => {
    await enter(await ask<SignedIn>('POST', `/auth/invitations/${path}`, { body: { name, password, ...device() } }));
  });
  const joinSignedIn = async (): Promise<void> => {
    await ask('POST', `/session/invitations/${path}`);
    await queries.resetQueries();
    await navigate({ to: '/' });
  };
  if (invitation.isError) {
    return (
      <Door title={en.invite.title(en.product)}>
        <Failed error={invitation.error} retry={() => void invitation.refetch()} />
      </Door>
    );
  }
  const found = invitation.data;
  if (found === undefined || session.isPending) {
    return (
      <Door title={en.invite.title(en.product)}>
        <Waiting rows={4} />
      </Door>
    );
  }
  const isOwn = session.data?.person.email === found.email;
  return (
    <Door title={en.invite.title(found.organization)}>
      <p className="m" style={{ margin: '4px 0 20px', overflowWrap: 'anywhere' }}>
        {found.email}, {en.invite.as(found.roles.map(roleWord).join(', '))}. {en.invite.until(day(found.expiresAt))}
      </p>
      {isOwn ? (
        <>
          <p style={{ marginBottom: 12 }}>{en.invite.signedIn(found.email)}</p>
          <Refused error={sending.error} />
          <button type="button" className="b p wide" disabled={sending.busy} onClick={() => sending.run(joinSignedIn)}>
            {en.invite.joinAs}
          </button>
        </>
      ) : (
        <>
          {house === null ? null : (
            <>
              <EnterButton name={house} invitation={token} isFirst />
              <p className="hint">{singleSignOn.joinHelp}</p>
              <div className="or">{singleSignOn.joinOr}</div>
            </>
          )}
          <form onSubmit={sending.submit}>
            <Input name="name" label={en.setup.name} autoComplete="name" />
            <Input
              name="password"
              label={en.invite.password}
              type="password"
              autoComplete="new-password"
              help={en.invite.passwordHelp}
            />
            <Refused error={sending.error} />
            <button type="submit" className={house === null ? 'b p wide' : 'b wide'} disabled={sending.busy}>
              {en.invite.submit}
            </button>
          </form>
        </>
      )}
    </Door>
  );
}

/** Asks for a link to a new password. */
export function Forgotten() {
  const [isSent, setSent] = useState(false);
  const sending = useSending(async ({ email }) => {
    await ask('POST', '/auth/recover', { body: { email } });
    setSent(true);
  });
  return (
    <Door title={en.signIn.recoverTitle}>
      <p className="m" style={{ marginBottom: 20 }} role="status">
        {isSent ? en.signIn.recoverSent : en.signIn.recoverHelp}
      </p>
      {isSent ? null : (
        <form onSubmit={sending.submit}>
          <Input name="email" label={en.signIn.email} type="email" autoComplete="username" isFirst />
          <Refused error={sending.error} />
          <button type="submit" className="b p wide" disabled={sending.busy}>
            {en.signIn.recoverSend}
          </button>
        </form>
      )}
      <Link to="/sign-in" style={{ display: 'inline-block', marginTop: 14 }}>
        {en.signIn.back}
      </Link>
    </Door>
  );
}

/** Chooses a new password by the link of a mail. */
export function Recovery() {
  const { token = '' } = useParams({ strict: false });
  const [isDone, setDone] = useState(false);
  const sending = useSending(async ({ password }) => {
    await ask('POST', `/auth/recover/${encodeURIComponent(token)}`, { body: { password } });
    setDone(true);
  });
  return (
    <Door title={en.signIn.recoverTitle}>
      <p className="m" style={{ marginBottom: 20 }} role="status">
        {isDone ? en.signIn.chosen : en.signIn.chooseHelp}
      </p>
      {isDone ? (
        <Link to="/sign-in" className="b p wide">
          {en.signIn.submit}
        </Link>
      ) : (
        <form onSubmit={sending.submit}>
          <Input name="password" label={en.signIn.choose} type="password" autoComplete="new-password" isFirst />
          <Refused error={sending.error} />
          <button type="submit" className="b p wide" disabled={sending.busy}>
            {en.me.changePassword}
          </button>
        </form>
      )}
    </Door>
  );
}
