import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, ask } from '../api/client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FormButtons, Refused } from '../parts/forms.tsx';
import { HistoryEntries } from '../parts/history.tsx';
import { Act } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { day, moment, textOf } from '../words/en.ts';
import { files as words } from '../words/en-files.ts';
import { DocumentMark, type FileOverview, isDone, type Paper, type PaperKind, useFileBase } from './file-parts.tsx';
import { wordOf } from './word-of.ts';

/** Does something to the paper; afterwards everything of the file is read again. */
function useAct<T>(send: (body: T) => Promise<unknown>, done: () => void = () => undefined) {
  const { key } = useFileBase();
  const queries = useQueryClient();
  const fresh = useFresh();
  return useMutation({
    mutationFn: (body: T) => fresh(() => send(body)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: key });
      done();
    },
  });
}
const refusalOf = (error: unknown): ApiError | null => (error instanceof ApiError ? error : null);

/** The levels of the paper in their order: who signed the version that stands, what keeps whoever looks from signing the next. */
export function SignOffs({
  file,
  kind,
  paper,
  path,
  isSaved,
}: {
  readonly file: FileOverview;
  readonly kind: PaperKind;
  readonly paper: Paper;
  readonly path: string;
  readonly isSaved: boolean;
}) {
  const [signing, setSigning] = useState<Paper['levels'][number] | null>(null);
  const behind = paper.signOffs.filter(({ version }) => version < paper.version);
  return (
    <section className="card" aria-label={words.signatures}>
      <div className="hd">
        <h2>{words.signatures}</h2>
        <span className="sp" />
        <span className="q sm">{words.version(paper.version)}</span>
      </div>
      {paper.why.length === 0 ? null : (
        <div className="bd">
          <StatusMark kind="stale" word={words.whyStale} />
          <ul>
            {paper.why.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <ol className="wp-levels">
        {paper.levels.map((one) => {
          const signed = paper.signOffs.find(({ level, version }) => level === one.level && version === paper.version);
          const against = isSaved ? one.against : [words.saveFirst, ...one.against];
          return (
            <li key={one.level}>
              {signed === undefined ? (
                <>
                  <div className="row gap6 fl-wrap">
                    <StatusMark kind="missing" word={words.signedLevel[one.level]} />
                    <span className="q sm">{words.waitsFor(one.by)}</span>
                    <span className="sp" />
                    <Act allowed={against.length === 0} reason={null} onClick={() => setSigning(one)}>
                      {words.signAs[one.level]}
                    </Act>
                  </div>
                  {against.length === 0 ? null : (
                    <ul>
                      {against.map((sentence) => (
                        <li key={sentence}>{sentence}</li>
                      ))}
                    </ul>
                  )}
                </>
              ) : (
                <Signed one={signed} />
              )}
            </li>
          );
        })}
      </ol>
      {behind.length === 0 ? null : (
        <details className="bd">
          <summary className="sm">
            <StatusMark kind="stale" word={words.behind} /> <span className="num q">{behind.length}</span>
          </summary>
          <ol className="wp-levels">
            {behind.map((one) => (
              <li key={`${one.version} ${one.level}`}>
                <Signed one={one} old />
              </li>
            ))}
          </ol>
        </details>
      )}
      {kind.sends === null ? null : <Send file={file} kind={kind} paper={paper} path={path} isSaved={isSaved} />}
      {signing === null ? null : (
        <SignDialog paper={paper} level={signing} path={path} close={() => setSigning(null)} />
      )}
    </section>
  );
}

function Signed({ one, old = false }: { readonly one: Paper['signOffs'][number]; readonly old?: boolean }) {
  return (
    <>
      <div className="row gap6 fl-wrap">
        <StatusMark kind={old ? 'stale' : 'signed'} word={words.signedLevel[one.level]} />
        {old ? <span className="pill">{words.behindOf(one.version)}</span> : null}
        <b>{one.by.name}</b>
        <span className="q sm num">{moment(one.at)}</span>
      </div>
      <p className="serif wp-said">{one.words}</p>
      <span className="rc">
        <StatusMark kind="met" word="" />
        {one.receipt.index} · {one.receipt.digest.slice(0, 4)}…{one.receipt.digest.slice(-4)}
      </span>
    </>
  );
}

/** What is signed, in the words that are kept, before it is signed. */
function SignDialog({
  paper,
  level,
  path,
  close,
}: {
  readonly paper: Paper;
  readonly level: Paper['levels'][number];
  readonly path: string;
  readonly close: () => void;
}) {
  const sign = useAct(
    () => ask('POST', `${path}/sign-offs`, { body: { version: paper.version, level: level.level } }),
    close,
  );
  return (
    <Dialog title={words.signTitle} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sign.mutate(undefined);
        }}
      >
        <p className="serif wp-words">{level.words}</p>
        <p className="hint">{words.signHelp}</p>
        <Refused error={refusalOf(sign.error)} />
        <FormButtons submit={words.sign} isPending={sign.isPending} cancel={words.cancel} close={close} />
      </form>
    </Dialog>
  );
}

function Send({
  file,
  kind,
  paper,
  path,
  isSaved,
}: {
  readonly file: FileOverview;
  readonly kind: PaperKind;
  readonly paper: Paper;
  readonly path: string;
  readonly isSaved: boolean;
}) {
  const send = useAct(() => ask('POST', `${path}/send`, { body: { version: paper.version } }));
  const crossed = file.documents.find(
    ({ kind: sent, subject, version, from, state }) =>
      sent === kind.sends &&
      subject === paper.subject &&
      version === paper.version &&
      from === 'firm' &&
      (state === 'open' || state === 'signed'),
  );
  if (crossed !== undefined && isSaved) {
    return (
      <div className="bd">
        <DocumentMark document={crossed} /> <span className="q sm num">{day(crossed.sentAt)}</span>
        <p className="hint">{words.sendAgain}</p>
      </div>
    );
  }
  const reason =
    isSaved && isDone(paper, kind) ? (file.exchange === null ? words.sendNowhere : null) : words.sendUnsigned;
  return (
    <div className="bd">
      <p className="hint">{words.sendHelp}</p>
      <Refused error={refusalOf(send.error)} />
      <Act allowed={reason === null && !send.isPending} reason={reason} onClick={() => send.mutate(undefined)}>
        {words.send}
      </Act>
      <span className="q sm" role="status">
        {send.isSuccess ? words.sent : ''}
      </span>
    </div>
  );
}

/** Review notes, those that are open first; a note keeps later levels from being signed until it is cleared. */
export function PaperNotes({ paper, path }: { readonly paper: Paper; readonly path: string }) {
  const [clearing, setClearing] = useState<string | null>(null);
  const add = useAct((body: { readonly text: string }) => ask('POST', `${path}/notes`, { body }));
  const clear = useAct(
    (body: { readonly note: string; readonly text: string }) => ask('POST', `${path}/clearings`, { body }),
    () => setClearing(null),
  );
  const said = (event: SyntheticEvent<HTMLFormElement>): string => {
    event.preventDefault();
    return textOf(new FormData(event.currentTarget).get('text')).trim();
  };
  const notes = paper.notes.toSorted((a, b) => Number(a.cleared !== null) - Number(b.cleared !== null));
  return (
    <section className="card" aria-label={words.reviewNotes}>
      <div className="hd">
        <h2>{words.reviewNotes}</h2>
        <span className="sp" />
        {paper.open === 0 ? null : <StatusMark kind="returned" word={String(paper.open)} />}
      </div>
      {notes.length === 0 ? <p className="bd m">{words.noNotes}</p> : null}
      <ol className="wp-levels">
        {notes.map((note) => (
          <li key={note.id}>
            <div className="row gap6 fl-wrap">
              <StatusMark kind={note.cleared === null ? 'returned' : 'met'} word="" />
              <b>{note.by.name}</b>
              <span className="q sm num">{moment(note.at)}</span>
              <span className="pill">{words.behindOf(note.version)}</span>
            </div>
            <p className="wp-said">{note.text}</p>
            {note.cleared === null ? null : (
              <>
                <span className="q sm">{words.clearedBy(note.cleared.by.name, moment(note.cleared.at))}</span>
                <p className="wp-said m">{note.cleared.text}</p>
              </>
            )}
            {note.cleared === null && clearing !== note.id ? (
              <button type="button" className="b s" onClick={() => setClearing(note.id)}>
                {words.clear}
              </button>
            ) : null}
            {clearing === note.id ? (
              <form onSubmit={(event) => clear.mutate({ note: note.id, text: said(event) })}>
                <NoteField label={words.clearing} />
                <Refused error={refusalOf(clear.error)} />
                <div className="row">
                  <button type="submit" className="b p s" disabled={clear.isPending}>
                    {words.clear}
                  </button>
                  <button type="button" className="b g s" onClick={() => setClearing(null)}>
                    {words.cancel}
                  </button>
                </div>
              </form>
            ) : null}
          </li>
        ))}
      </ol>
      {paper.version === 0 ? null : (
        // A note that was left empties the field: another key, another form.
        <form className="bd" key={paper.notes.length} onSubmit={(event) => add.mutate({ text: said(event) })}>
          <NoteField label={words.note} help={words.noteHelp} />
          <Refused error={refusalOf(add.error)} />
          <button type="submit" className="b" disabled={add.isPending}>
            {words.addNote}
          </button>
        </form>
      )}
    </section>
  );
}

function NoteField({ label, help }: { readonly label: string; readonly help?: string }) {
  return (
    <label className="f">
      <span className="lab">{label}</span>
      <textarea className="in" name="text" required maxLength={10_000} style={{ minHeight: 64 }} />
      {help === undefined ? null : <span className="hint">{help}</span>}
    </label>
  );
}

export function PaperHistory({
  kind,
  paper,
  nameOf,
}: {
  readonly kind: PaperKind;
  readonly paper: Paper;
  readonly nameOf: (id: string) => string;
}) {
  if (paper.history.length === 0) return null;
  const fields = new Map(kind.fields.map((field) => [field.name, field]));
  const said = (name: string, value: unknown): string | null => {
    const field = fields.get(name);
    if (value === null || value === undefined) return null;
    if (field?.kind === 'person') return nameOf(textOf(value));
    return field === undefined ? textOf(value) : wordOf(field, value);
  };
  const entries = paper.history.map((one) => ({
    ...one,
    changes: one.changes.map(({ field, before, after }) => ({
      field,
      before: said(field, before),
      after: said(field, after),
    })),
  }));
  return (
    <section className="stackv" aria-label={words.history}>
      <h2>{words.history}</h2>
      <HistoryEntries entries={entries} nameOf={(name) => fields.get(name)?.label ?? name} />
    </section>
  );
}
