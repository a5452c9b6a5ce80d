import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, ask } from '../api/client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FormButtons } from '../parts/forms.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { StatusMark } from '../parts/status.tsx';
import { roleWord, textOf } from '../words/en.ts';
import { files as words, stateWord } from '../words/en-files.ts';
import { type FileOverview, useFileBase } from './file-parts.tsx';

type Move = FileOverview['moves'][number];

/** The moves there are from here. Whose they are stands beside them; what refuses one is said at once, all of it. */
export function FileMoves({ file }: { readonly file: FileOverview }) {
  const [asked, setAsked] = useState<Move | null>(null);
  if (file.moves.length === 0) return null;
  return (
    <section className="card" aria-label={words.moves}>
      <div className="hd">
        <h2>{words.moves}</h2>
      </div>
      <ul className="bd fl-moves">
        {file.moves.map((move, index) => {
          const reason = move.mine ? null : words.movers(move.actors.map(roleWord));
          const open = move.conditions.filter(({ holds }) => !holds).length;
          return (
            <li key={`${move.to} ${move.kind}`}>
              <button
                type="button"
                className={`b${index === 0 && move.mine ? ' p' : ''}`}
                aria-disabled={!move.mine}
                onClick={() => (move.mine ? setAsked(move) : undefined)}
              >
                {move.mine ? null : <StatusMark kind="blocked" word="" />}
                {nameOf(move, file)}
              </button>
              {reason === null ? null : <span className="why sm">{reason}</span>}
              {reason === null && open > 0 && move.kind !== 'view' ? (
                <span className="q sm num">{words.holdOf(move.conditions.length - open, move.conditions.length)}</span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {asked === null ? null : <MoveDialog file={file} move={asked} close={() => setAsked(null)} />}
    </section>
  );
}

function nameOf({ kind, to }: Move, { heldFrom }: FileOverview): string {
  const state = stateWord(to);
  if (heldFrom !== null) return words.goOn(state);
  if (kind === 'back') return words.goBack(state);
  return kind === 'end' ? words.endAs(state) : words.moveTo(state);
}

/** Asked once more before it is made. A move onward may do without a reason; of the others the server wants one. */
function MoveDialog({
  file,
  move,
  close,
}: {
  readonly file: FileOverview;
  readonly move: Move;
  readonly close: () => void;
}) {
  const { base, key } = useFileBase();
  const queries = useQueryClient();
  const fresh = useFresh();
  const onward = (move.kind === 'gate' || move.kind === 'view') && move.to !== 'on-hold';
  const make = useMutation({
    mutationFn: (reason: string | null) =>
      fresh(() =>
        ask<FileOverview>('POST', `${base}/${file.id}/moves`, { body: { from: file.state, to: move.to, reason } }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: key });
      close();
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    make.mutate(textOf(new FormData(event.currentTarget).get('reason')).trim() || null);
  };
  const problem = make.error instanceof ApiError ? make.error.problem : null;
  return (
    <Dialog title={nameOf(move, file)} close={close}>
      <form onSubmit={submit}>
        <label className="f">
          <span className="lab">
            {words.reason} {onward ? <span className="opt">{words.optional}</span> : null}
          </span>
          <textarea className="in" name="reason" maxLength={10_000} />
          <span className="hint">{words.reasonHelp}</span>
        </label>
        {problem === null ? null : (
          <div role="alert" className="fl-refused">
            <p className="err">
              <StatusMark kind="overdue" word="" />
              {problem.errors === undefined ? problem.detail : words.refused}
            </p>
            <ul>
              {(problem.errors ?? []).map((one) => (
                <li key={`${one.pointer} ${one.detail}`}>{one.detail}</li>
              ))}
            </ul>
          </div>
        )}
        <FormButtons submit={words.move} isPending={make.isPending} cancel={words.cancel} close={close} />
      </form>
    </Dialog>
  );
}
