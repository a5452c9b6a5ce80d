import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, ask } from '../api/client.ts';
import { useMembers } from '../frame/session.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormButtons, Refused } from '../parts/forms.tsx';
import { Act } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day } from '../words/en.ts';
import { files as words, type TeamRole } from '../words/en-files.ts';
import { type FileOverview, useFileBase, useNames, Who } from './file-parts.tsx';

/** Who works on the engagement, as what, since when; and whether they confirmed their independence. */
export function FileTeam({ file }: { readonly file: FileOverview }) {
  const nameOf = useNames();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="card" aria-label={words.team}>
      <div className="hd">
        <h2>{words.team}</h2>
      </div>
      <ul className="fl-team">
        {file.team.map((one) => (
          <li key={one.personId}>
            <Who name={nameOf(one.personId)} />
            <div>
              <b>{nameOf(one.personId)}</b>
              <span className="q sm">
                {words.roles[one.role]}, {day(one.since)}
              </span>
            </div>
            <StatusMark
              kind={one.confirmed ? 'met' : 'missing'}
              word={one.confirmed ? words.confirmed : words.unconfirmed}
            />
          </li>
        ))}
      </ul>
      <div className="bd">
        <Act allowed={file.notLead === null} reason={file.notLead} onClick={() => setOpen(true)}>
          {words.changeTeam}
        </Act>
      </div>
      {isOpen ? <TeamDialog file={file} close={() => setOpen(false)} /> : null}
    </section>
  );
}

const isTeamRole = (role: string): role is TeamRole => Object.hasOwn(words.roles, role);

/** The team as it is to be. Roles offered are those the person has in the firm. */
function TeamDialog({ file, close }: { readonly file: FileOverview; readonly close: () => void }) {
  const { base, key } = useFileBase();
  const queries = useQueryClient();
  const members = (useMembers().data?.items ?? []).filter(({ state }) => state === 'active');
  const [team, setTeam] = useState<readonly { readonly personId: string; readonly role: TeamRole }[]>(
    file.team.map(({ personId, role }) => ({ personId, role })),
  );
  const save = useMutation({
    mutationFn: () => ask<FileOverview>('PUT', `${base}/${file.id}/team`, { body: { team } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: key });
      close();
    },
  });
  const rolesOf = (id: string): readonly TeamRole[] =>
    members.find(({ personId }) => personId === id)?.roles.filter(isTeamRole) ?? [];
  const nameOf = (id: string): string => members.find(({ personId }) => personId === id)?.name ?? '…';
  const others = members.filter(
    ({ personId }) => rolesOf(personId).length > 0 && !team.some((one) => one.personId === personId),
  );
  return (
    <Dialog title={words.changeTeam} close={close}>
      <p className="m">{words.teamHelp}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <ul className="fl-team-edit">
          {team.map((one) => (
            <li key={one.personId}>
              <span className="ell">{nameOf(one.personId)}</span>
              <select
                className="in"
                aria-label={words.roleOf(nameOf(one.personId))}
                value={one.role}
                onChange={(event) => {
                  const role = event.target.value;
                  if (isTeamRole(role))
                    setTeam(team.map((other) => (other.personId === one.personId ? { ...other, role } : other)));
                }}
              >
                {[...new Set([one.role, ...rolesOf(one.personId)])].map((role) => (
                  <option key={role} value={role}>
                    {words.roles[role]}
                  </option>
                ))}
              </select>
              <button
                type="button"
                className="ib"
                aria-label={words.remove(nameOf(one.personId))}
                onClick={() => setTeam(team.filter((other) => other.personId !== one.personId))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        {others.length === 0 ? null : (
          <label className="f">
            <span className="lab">{words.addMember}</span>
            <select
              className="in"
              value=""
              onChange={(event) => {
                const personId = event.target.value;
                const [role] = rolesOf(personId);
                if (role !== undefined) setTeam([...team, { personId, role }]);
              }}
            >
              <option value="">{words.choices}</option>
              {others.map(({ personId, name }) => (
                <option key={personId} value={personId}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Refused error={save.error instanceof ApiError ? save.error : null} />
        <FormButtons submit={words.save} isPending={save.isPending} cancel={words.cancel} close={close} />
      </form>
    </Dialog>
  );
}
