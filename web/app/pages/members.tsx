import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, ask, type Invitations, type Members } from '../api/client.ts';
import { useMay, useMembers, useStanding } from '../frame/session.tsx';
import { ExportMenu } from '../parts/export-menu.tsx';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { sheets } from '../words/en-import.ts';
import { count, day, en, initials, roleWord } from '../words/en.ts';

/** Roles somebody can be given, by side. */
export const rolesOf = {
  management: [
    'compliance-manager',
    'control-owner',
    'contributor',
    'executive-sponsor',
    'signatory',
    'internal-auditor',
    'reader-org',
    'adviser',
    'employee',
  ],
  firm: [
    'engagement-partner',
    'manager',
    'senior',
    'staff',
    'specialist',
    'eq-reviewer',
    'independence-officer',
    'firm-admin',
    'inspector',
  ],
} as const;

/** Who works here, and who is invited. What may be done the server says; what it refuses stands beside. */
export function MembersPage() {
  const members = useMembers();
  const { membership } = useStanding();
  const mayExport = useMay('exportMembers').allowed;
  if (members.isError) return <Failed error={members.error} retry={() => void members.refetch()} />;
  if (members.data === undefined) return <Waiting />;
  const { items } = members.data;
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{en.members.title}</h1>
          <div className="sub" style={{ whiteSpace: 'normal' }}>
            {en.members.help}
          </div>
        </div>
        <span className="sp" />
        <span className="q num">{count(items.length)}</span>
        {mayExport ? (
          <ExportMenu
            address={`/organizations/${membership.organizationId}/members/export`}
            query=""
            help={sheets.membersHelp}
          />
        ) : null}
      </div>
      <div className="grid2" style={{ paddingTop: 0 }}>
        <MemberTable items={items} />
        <Invited />
      </div>
    </div>
  );
}

function MemberTable({ items }: { readonly items: Members['items'] }) {
  const { membership, session } = useStanding();
  const queries = useQueryClient();
  const sending = useSending(async () => undefined);
  const mayChange = useInvitations().isSuccess;
  const change = async (member: Members['items'][number], state: 'active' | 'suspended'): Promise<void> => {
    await ask('PATCH', `/organizations/${membership.organizationId}/members/${member.personId}`, {
      body: { state },
      version: member.version,
    });
    await queries.invalidateQueries({ queryKey: [membership.organizationId, 'members'] });
  };
  return (
    <div className="card" style={{ overflow: 'auto' }}>
      {sending.error === null ? null : (
        <div style={{ padding: '8px 12px 0' }}>
          <Refused error={sending.error} />
        </div>
      )}
      <table>
        <thead>
          <tr>
            <th>{en.members.name}</th>
            <th>{en.members.email}</th>
            <th>{en.members.roles}</th>
            <th>{en.members.state}</th>
            <th>{en.members.since}</th>
            <th>
              <span className="vh">{en.members.suspend}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((member) => (
            <tr key={member.personId}>
              <td>
                <span className="row">
                  <span className="ava">{initials(member.name)}</span>
                  {member.name}
                </span>
              </td>
              <td className="m">{member.email}</td>
              <td className="m" style={{ whiteSpace: 'normal' }}>
                {member.roles.map(roleWord).join(', ')}
              </td>
              <td>
                <StatusMark
                  kind={member.state === 'active' ? 'met' : 'blocked'}
                  word={en.members.states[member.state] ?? member.state}
                />
              </td>
              <td className="m num">{day(member.since)}</td>
              <td className="n">
                {!mayChange || member.personId === session.person.id || member.state === 'left' ? null : (
                  <button
                    type="button"
                    className="b s"
                    disabled={sending.busy}
                    aria-label={`${member.state === 'active' ? en.members.suspend : en.members.restore}: ${member.name}`}
                    onClick={() =>
                      sending.run(() => change(member, member.state === 'active' ? 'suspended' : 'active'))
                    }
                  >
                    {member.state === 'active' ? en.members.suspend : en.members.restore}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whoever looks after members reads these, and nobody else does. */
function useInvitations() {
  const { organizationId } = useStanding().membership;
  return useQuery({
    queryKey: [organizationId, 'invitations'],
    queryFn: ({ signal }) => ask<Invitations>('GET', `/organizations/${organizationId}/invitations`, { signal }),
    retry: false,
  });
}

function Invited() {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const [isSent, setSent] = useState(false);
  const base = `/organizations/${membership.organizationId}/invitations`;
  const key = [membership.organizationId, 'invitations'];
  const invitations = useInvitations();
  const sending = useSending(async ({ email, role }) => {
    setSent(false);
    await ask('POST', base, { body: { email, roles: [role] } });
    setSent(true);
    await queries.invalidateQueries({ queryKey: key });
  });
  const withdraw = async (id: string): Promise<void> => {
    await ask('DELETE', `${base}/${id}`);
    await queries.invalidateQueries({ queryKey: key });
  };
  if (invitations.error instanceof ApiError && invitations.error.code === 'not-allowed') {
    return (
      <section className="card">
        <div className="hd">
          <h2>{en.members.invitations}</h2>
        </div>
        <p className="bd why">
          <StatusMark kind="blocked" word="" />
          {invitations.error.message}
        </p>
      </section>
    );
  }
  const now = new Date().toISOString();
  return (
    <div className="stackv">
      <form className="card" onSubmit={sending.submit}>
        <div className="hd">
          <h2>{en.members.inviteTitle}</h2>
        </div>
        <div className="bd">
          <Input name="email" label={en.members.email} type="email" autoComplete="off" />
          <label className="f">
            <span className="lab">{en.members.roles}</span>
            <select className="in" name="role">
              {rolesOf[membership.side].map((role) => (
                <option key={role} value={role}>
                  {roleWord(role)}
                </option>
              ))}
            </select>
          </label>
          <Refused error={sending.error} />
          {isSent ? (
            <p className="hint" role="status" style={{ marginBottom: 10 }}>
              {en.members.invited}
            </p>
          ) : null}
          <button type="submit" className="b p" disabled={sending.busy}>
            {en.members.invite}
          </button>
        </div>
      </form>
      <section className="card">
        <div className="hd">
          <h2>{en.members.invitations}</h2>
          <span className="sp" />
          <span className="num q">{count(invitations.data?.items.length ?? 0)}</span>
        </div>
        {invitations.isError ? <Failed error={invitations.error} retry={() => void invitations.refetch()} /> : null}
        {invitations.data?.items.length === 0 ? <p className="bd m">{en.members.noInvitations}</p> : null}
        {invitations.data?.items.map((one) => {
          const { words } = en.members;
          const standing =
            one.acceptedAt !== null
              ? (['met', words.accepted] as const)
              : one.withdrawnAt !== null
                ? (['not-applicable', words.withdrawn] as const)
                : one.expiresAt < now
                  ? (['stale', words.ended] as const)
                  : (['open', words.waits] as const);
          return (
            <div key={one.id} className="policy row">
              <div style={{ minWidth: 0, flex: 1 }}>
                <div className="ell">{one.email}</div>
                <div className="q sm">
                  {one.roles.map(roleWord).join(', ')}, {en.members.until.toLowerCase()} {day(one.expiresAt)}
                </div>
              </div>
              <StatusMark kind={standing[0]} word={standing[1]} />
              {standing[0] === 'open' ? (
                <button
                  type="button"
                  className="b s"
                  aria-label={`${en.members.withdraw}: ${one.email}`}
                  onClick={() => sending.run(() => withdraw(one.id))}
                >
                  {en.members.withdraw}
                </button>
              ) : null}
            </div>
          );
        })}
      </section>
    </div>
  );
}
