import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type Directory, type MadeToken } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { Waiting } from '../parts/states.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { roleWord } from '../words/en.ts';
import { directory as words } from '../words/en-directory.ts';
import { rolesOf } from './members.tsx';
import { useOwn, Why } from './own-part.tsx';

type Group = Directory['groups'][number];

/** What a company's directory is given, and which roles its groups give. */
export function DirectoryCard() {
  const directory = useOwn<Directory>('directory');
  return (
    <section className="card" aria-labelledby="directory-title">
      <div className="hd">
        <h2 id="directory-title">{words.title}</h2>
      </div>
      {directory.isError ? <Why error={directory.error} retry={() => void directory.refetch()} /> : null}
      {directory.isPending ? <Waiting rows={3} /> : null}
      {directory.data === undefined ? null : <Kept directory={directory.data} />}
    </section>
  );
}

function Kept({ directory: { url, users, groups } }: { readonly directory: Directory }) {
  return (
    <>
      <div className="bd">
        <p className="hint">{words.help}</p>
        <p className="lab" style={{ marginTop: 12 }}>
          {words.address}
        </p>
        <p className="token mono">{url}</p>
        <p className="q sm" style={{ marginTop: 8 }}>
          {words.users(users.all, users.waiting, users.off)}
        </p>
      </div>
      <Token />
      <div className="bd">
        <h3 className="lab">{words.groups}</h3>
        {groups.length === 0 ? <p className="m">{words.noGroups}</p> : null}
      </div>
      {groups.map((group) => (
        <GroupRow key={group.id} group={group} />
      ))}
    </>
  );
}

function Token() {
  const { membership } = useStanding();
  const fresh = useFresh();
  const queries = useQueryClient();
  const [made, setMade] = useState('');
  const sending = useSending(async ({ directoryDays }) => {
    const body = { name: words.tokenName, scopes: ['scim'], days: Number(directoryDays) };
    const { token } = await fresh(() =>
      ask<MadeToken>('POST', `/organizations/${membership.organizationId}/tokens`, { body }),
    );
    setMade(token);
    await queries.invalidateQueries({ queryKey: [membership.organizationId, 'tokens'] });
  });
  return (
    <form className="bd" onSubmit={sending.submit}>
      <div role="status">
        {made === '' ? null : (
          <div style={{ marginBottom: 14 }}>
            <p className="lab">{words.made}</p>
            <p className="token mono">{made}</p>
          </div>
        )}
      </div>
      <Input name="directoryDays" label={words.days} type="number" autoComplete="off" value="366" help={words.owner} />
      <Refused error={sending.error} />
      <button type="submit" className="b" disabled={sending.busy}>
        {words.make}
      </button>
    </form>
  );
}

function GroupRow({ group }: { readonly group: Group }) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const given = group.roles.length === 0 ? words.noRoles : group.roles.map(roleWord).join(', ');
  return (
    <div className="policy">
      <div className="row">
        <div style={{ minWidth: 0, flex: 1 }}>
          <div className="ell" title={group.name}>
            {group.name}
          </div>
          <div className="q sm">
            {words.members(group.members)}, {given}
          </div>
        </div>
        {isOpen ? null : (
          <button
            type="button"
            className="b s"
            aria-label={words.changeOf(group.name)}
            onClick={() => {
              setOpen(true);
              setWasOpen(true);
            }}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- what had the keyboard was closed; it goes back to where it came from
            autoFocus={wasOpen}
          >
            {words.change}
          </button>
        )}
      </div>
      {isOpen ? <Mapping group={group} close={() => setOpen(false)} /> : null}
    </div>
  );
}

function Mapping({ group, close }: { readonly group: Group; readonly close: () => void }) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const [roles, setRoles] = useState<readonly string[]>(group.roles);
  const sending = useSending(async () => {
    const path = `/organizations/${membership.organizationId}/directory/groups/${group.id}/roles`;
    await ask('PUT', path, { body: { roles }, version: group.version });
    for (const part of ['directory', 'members']) {
      await queries.invalidateQueries({ queryKey: [membership.organizationId, part] });
    }
    close();
  });
  // An inspector's grant has an end, which no group says.
  const offered = rolesOf[membership.side].filter((role) => role !== 'inspector');
  return (
    <form onSubmit={sending.submit} style={{ marginTop: 10 }}>
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="lab">{words.rolesOf(group.name)}</legend>
        {offered.map((role, index) => (
          <label key={role} className="row" style={{ gap: 8, padding: '3px 0' }}>
            <input
              type="checkbox"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that was pressed is gone, the keyboard goes on here
              autoFocus={index === 0}
              checked={roles.includes(role)}
              onChange={(event) =>
                setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
              }
            />
            {roleWord(role)}
          </label>
        ))}
      </fieldset>
      <Refused error={sending.error} />
      <div className="row" style={{ gap: 8, marginTop: 8 }}>
        <button type="submit" className="b p s" disabled={sending.busy}>
          {words.save}
        </button>
        <button type="button" className="b s" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
