import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, ask, type Register, type RegisterRecord } from '../api/client.ts';
import { useMembers, useStanding } from '../frame/session.tsx';
import { StatusMark } from '../parts/status.tsx';
import { en, textOf } from '../words/en.ts';
import { bulk as words } from '../words/en-bulk.ts';

/** The server takes so many at once. */
export const mostAtOnce = 1_000;

interface Answer {
  readonly changed: readonly { readonly code: string }[];
  readonly refused: readonly { readonly index: number; readonly detail: string }[];
}

/** State, owner and due date of what is selected; what was refused is said record by record. */
export function BulkBar({
  register,
  chosen,
  clear,
}: {
  readonly register: Register;
  readonly chosen: ReadonlyMap<string, RegisterRecord>;
  readonly clear: () => void;
}) {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const members = useMembers();
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const send = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string): string => textOf(form.get(name)).trim();
      const owner = text('owner');
      const body = {
        records: [...chosen.values()].map(({ id, version }) => ({ id, version })),
        ...(text('state') !== '' && { state: text('state') }),
        ...(owner !== '' && { ownerId: owner === 'nobody' ? null : owner }),
        ...(form.get('noDue') === null ? text('due') !== '' && { dueOn: text('due') } : { dueOn: null }),
        ...(text('why') !== '' && { why: text('why') }),
      };
      return ask<Answer>('POST', `/organizations/${organizationId}/${register.name}/bulk`, { body });
    },
    onSuccess: async (done) => {
      setAnswer(done);
      await queries.invalidateQueries({ queryKey: [organizationId] });
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAnswer(null);
    send.mutate(new FormData(event.currentTarget));
  };
  const problem = send.error instanceof ApiError ? send.error.problem : null;
  return (
    <form onSubmit={submit} aria-label={words.label} className="bulk">
      <div className="row gap6" style={{ flexWrap: 'wrap' }}>
        <b className="num nw">{words.selected(chosen.size)}</b>
        <select className="chip" name="state" aria-label={words.state} defaultValue="">
          <option value="">
            {words.state} {words.keep}
          </option>
          {register.states.map((state) => (
            <option key={state.name} value={state.name}>
              {state.word}
            </option>
          ))}
        </select>
        <select className="chip" name="owner" aria-label={words.owner} defaultValue="">
          <option value="">
            {words.owner} {words.keep}
          </option>
          <option value="nobody">{en.list.nobody}</option>
          {members.data?.items.map((member) => (
            <option key={member.personId} value={member.personId}>
              {member.name}
            </option>
          ))}
        </select>
        <label className="row gap4 sm m">
          {words.due}
          <input className="chip" type="date" name="due" />
        </label>
        <label className="row gap4 sm m nw">
          <input type="checkbox" name="noDue" />
          {words.noDue}
        </label>
        <input className="chip" name="why" aria-label={words.why} placeholder={words.why} maxLength={2000} />
        <button type="submit" className="b s" disabled={send.isPending}>
          {words.set}
        </button>
        <button type="button" className="b s g" onClick={clear}>
          {words.clear}
        </button>
      </div>
      <div role="status" className="bulk-said sm">
        {answer === null ? null : <StatusMark kind="met" word={words.done(answer.changed.length)} />}
        {answer === null || answer.refused.length === 0 ? null : (
          <details open>
            <summary>{words.refused(answer.refused.length)}</summary>
            {answer.refused.map((one) => (
              <div key={one.index}>{one.detail}</div>
            ))}
          </details>
        )}
        {problem === null ? null : (
          <StatusMark kind="overdue" word={problem.errors?.map((one) => one.detail).join(' ') ?? problem.detail} />
        )}
      </div>
    </form>
  );
}
