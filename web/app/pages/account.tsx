import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { ApiError, ask } from '../api/client.ts';
import { useMembers, useStanding } from '../frame/session.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day, en, initials, moment, textOf } from '../words/en.ts';

/** Who works here, and who is invited. */
export function MembersPage() {
  const { membership } = useStanding();
  const members = useMembers();
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: (form: FormData) =>
      ask('POST', `/organizations/${membership.organizationId}/invitations`, {
        body: { email: textOf(form.get('email')), roles: [textOf(form.get('role'))] },
        creation: crypto.randomUUID(),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [membership.organizationId, 'members'] }),
  });
  if (members.isError) return <Failed error={members.error} retry={() => void members.refetch()} />;
  if (members.data === undefined) return <Waiting />;
  const roles =
    membership.side === 'firm'
      ? ['manager', 'senior', 'staff', 'eq-reviewer', 'firm-admin']
      : ['compliance-manager', 'control-owner', 'contributor', 'signatory', 'reader-org', 'employee', 'adviser'];
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    invite.mutate(new FormData(event.currentTarget));
  };
  return (
    <div className="body">
      <div className="head">
        <h1>{en.members.title}</h1>
      </div>
      <div className="pad stackv">
        <div className="card" style={{ overflow: 'auto' }}>
          <table>
            <thead>
              <tr>
                <th>{en.members.name}</th>
                <th>{en.members.email}</th>
                <th>{en.members.roles}</th>
                <th>{en.members.state}</th>
                <th>{en.members.since}</th>
              </tr>
            </thead>
            <tbody>
              {members.data.items.map((member) => (
                <tr key={member.personId}>
                  <td>
                    <span className="row">
                      <span className="ava">{initials(member.name)}</span>
                      {member.name}
                    </span>
                  </td>
                  <td className="m">{member.email}</td>
                  <td className="m">{member.roles.join(', ')}</td>
                  <td>
                    <StatusMark kind={member.state === 'active' ? 'met' : 'blocked'} word={member.state} />
                  </td>
                  <td className="m num">{day(member.since)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <form className="card bd" style={{ padding: 12, maxWidth: 420 }} onSubmit={submit}>
          <label className="f">
            <span className="lab">{en.members.email}</span>
            <input className="in" type="email" name="email" required maxLength={300} />
          </label>
          <label className="f">
            <span className="lab">{en.members.roles}</span>
            <select className="in" name="role">
              {roles.map((role) => (
                <option key={role}>{role}</option>
              ))}
            </select>
          </label>
          {invite.error instanceof ApiError ? (
            <p className="err" role="alert">
              {invite.error.problem.detail}
            </p>
          ) : null}
          {invite.isSuccess ? <p className="hint">{en.members.invited}</p> : null}
          <button type="submit" className="b p" disabled={invite.isPending}>
            {en.members.invite}
          </button>
        </form>
      </div>
    </div>
  );
}

interface SessionList {
  readonly items: readonly {
    readonly id: string;
    readonly createdAt: string;
    readonly seenAt: string;
    readonly address: string;
    readonly agent: string;
    readonly current: boolean;
  }[];
}

/** One's own account: where one is signed in. */
export function Me() {
  const { session } = useStanding();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => ask<SessionList>('GET', '/session/sessions', { signal }),
  });
  const end = useMutation({
    mutationFn: (id: string) => ask('DELETE', `/session/sessions/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{session.person.name}</h1>
          <div className="sub">
            {session.person.email}
            <span className="dot" />
            {session.memberships.map((one) => `${one.organization}: ${one.roles.join(', ')}`).join('; ')}
          </div>
        </div>
      </div>
      <div className="pad stackv">
        <section className="card">
          <div className="hd">
            <h2>{en.me.factor}</h2>
          </div>
          <p className="bd">
            <StatusMark
              kind={session.factor === 'none' ? 'stale' : 'met'}
              word={session.factor === 'none' ? en.me.factorOff : en.me.factorOn}
            />
          </p>
        </section>
        <section className="card" style={{ overflow: 'auto' }}>
          <div className="hd">
            <h2>{en.me.sessions}</h2>
          </div>
          {sessions.isError ? <Failed error={sessions.error} retry={() => void sessions.refetch()} /> : null}
          <table>
            <tbody>
              {sessions.data?.items.map((one) => (
                <tr key={one.id}>
                  <td className="ell" style={{ maxWidth: 420 }}>
                    {one.agent || '–'}
                  </td>
                  <td className="mono m">{one.address}</td>
                  <td className="m num">{moment(one.seenAt)}</td>
                  <td className="n">
                    {one.current ? (
                      <span className="q">{en.me.here}</span>
                    ) : (
                      <button type="button" className="b s" onClick={() => end.mutate(one.id)}>
                        {en.me.revoke}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </div>
  );
}
