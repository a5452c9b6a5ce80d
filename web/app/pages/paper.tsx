import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ApiError, ask } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Refused } from '../parts/forms.tsx';
import { keep, keptAt } from '../parts/kept.ts';
import { Failed, Waiting } from '../parts/states.tsx';
import { moment } from '../words/en.ts';
import { files as words } from '../words/en-files.ts';
import {
  aboutOf,
  type FileOverview,
  type Paper,
  type PaperKind,
  PaperMark,
  useFile,
  useFileBase,
  useKinds,
  useNames,
} from './file-parts.tsx';
import { PaperHistory, PaperNotes, SignOffs } from './paper-beside.tsx';
import { contentOf, type Draft, isSame, join, readDraft, type Typed, typedOf } from './paper-draft.ts';
import { PaperInput } from './paper-fields.tsx';
import './file.css';

/** One workpaper: its fields as its kind says them, who signed which version, review notes, and what changed. */
export function PaperPage() {
  const { id = '', kind: kindName = '', subject = '' } = useParams({ strict: false });
  const { base, key } = useFileBase();
  const file = useFile(id);
  const kinds = useKinds();
  const path = `${base}/${id}/papers/${kindName}/${subject}`;
  const queryKey = [...key, 'paper', id, kindName, subject];
  const paper = useQuery({ queryKey, queryFn: ({ signal }) => ask<Paper>('GET', path, { signal }) });
  const kind = kinds.data?.items.find(({ name }) => name === kindName);
  const failed = [file, kinds, paper].find(({ isError }) => isError);
  if (failed !== undefined) return <Failed error={failed.error} retry={() => void failed.refetch()} />;
  if (file.data === undefined || paper.data === undefined || kind === undefined) return <Waiting rows={12} />;
  return (
    <Written
      key={`${id} ${kindName} ${subject}`}
      file={file.data}
      kind={kind}
      paper={paper.data}
      path={path}
      queryKey={queryKey}
    />
  );
}

function Written({
  file,
  kind,
  paper,
  path,
  queryKey,
}: {
  readonly file: FileOverview;
  readonly kind: PaperKind;
  readonly paper: Paper;
  readonly path: string;
  readonly queryKey: readonly string[];
}) {
  const nameOf = useNames();
  const about = aboutOf(kind, paper, nameOf);
  const { draft, change, restored } = useDraft(file, kind, paper);
  const last = paper.history[0];
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1 className="fl-name">
            {kind.title}
            {about === null ? null : <span className="m">, {about}</span>}
          </h1>
          <div className="sub fl-facts">
            <Link to="/f/e/$id" params={{ id: file.code }}>
              {file.code} {file.client}
            </Link>
            <span className="dot">{words.version(paper.version)}</span>
            {last === undefined ? null : <span className="dot">{words.written(last.by.name, moment(last.at))}</span>}
            <span className="dot mono">{kind.source}</span>
          </div>
        </div>
        <span className="sp" />
        <PaperMark paper={paper} kind={kind} />
      </div>
      <div className="wp">
        <Editor
          file={file}
          kind={kind}
          paper={paper}
          path={path}
          queryKey={queryKey}
          draft={draft}
          change={change}
          restored={restored}
        />
        <div className="stackv">
          <SignOffs file={file} kind={kind} paper={paper} path={path} isSaved={draft === null} />
          <PaperNotes paper={paper} path={path} />
          <PaperHistory kind={kind} paper={paper} nameOf={nameOf} />
        </div>
      </div>
    </div>
  );
}

/** What was typed and not saved, kept in this browser; null: nothing. restored: it was typed before the page was opened */
function useDraft(file: FileOverview, kind: PaperKind, paper: Paper) {
  const { session, membership } = useStanding();
  const kept = keptAt(membership.organizationId, session.person.id, `${file.id}.${kind.name}.${paper.subject}`);
  const [draft, setDraft] = useState<Draft | null>(() => readDraft(kept));
  const [restored, setRestored] = useState(draft !== null);
  const change = (next: Draft | null): void => {
    if (next === null) setRestored(false);
    setDraft(next);
    keep(kept, next);
  };
  return { draft, change, restored };
}

function Editor({
  file,
  kind,
  paper,
  path,
  queryKey,
  draft,
  change,
  restored,
}: {
  readonly file: FileOverview;
  readonly kind: PaperKind;
  readonly paper: Paper;
  readonly path: string;
  readonly queryKey: readonly string[];
  readonly draft: Draft | null;
  readonly change: (draft: Draft | null) => void;
  readonly restored: boolean;
}) {
  const { key } = useFileBase();
  const nameOf = useNames();
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  const save = useMutation({
    mutationFn: ({ version, typed }: Draft) =>
      ask<Paper>('PUT', path, {
        version,
        body: { content: contentOf(kind.fields, typed), ...(why.trim() !== '' && { why: why.trim() }) },
      }),
    onSuccess: async (saved) => {
      queries.setQueryData(queryKey, saved);
      change(null);
      setWhy('');
      await queries.invalidateQueries({ queryKey: key });
    },
    // Refused as stale, the page reads what somebody else saved; what was typed stays beside it.
    onError: async (error) => {
      if (error instanceof ApiError && error.code === 'version-stale') await queries.invalidateQueries({ queryKey });
    },
  });
  const now = typedOf(kind.fields, paper.content);
  const typed = draft?.typed ?? now;
  const isStale = draft !== null && draft.version !== paper.version;
  const put = (name: string, value: string): void => {
    const before = draft ?? { version: paper.version, base: now, typed: now };
    const next: Draft = { ...before, typed: { ...before.typed, [name]: value } };
    change(isSame(next.typed, next.base) && next.version === paper.version ? null : next);
  };
  const canSave = draft !== null && !isStale && !save.isPending;
  const send = (): void => {
    if (canSave) save.mutate(draft);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return;
      event.preventDefault();
      send();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  const wrong = save.error instanceof ApiError && save.error.code !== 'version-stale' ? save.error : null;
  const problemOf = (name: string): string | undefined =>
    wrong?.problem.errors?.find(
      ({ pointer }) => pointer === `/content/${name}` || pointer.startsWith(`/content/${name}/`),
    )?.detail;
  const people = file.team.map(({ personId }) => ({ id: personId, name: nameOf(personId) }));
  return (
    <form
      className="wp-form"
      noValidate
      aria-label={kind.title}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {paper.mayWrite ? (
        <div className="wp-bar">
          <span className="q sm" role="status">
            {draft === null ? (save.isSuccess ? words.saved : '') : words.unsaved}
          </span>
          <span className="sp" />
          {draft === null ? null : (
            <button type="button" className="b g" onClick={() => change(null)}>
              {words.discard}
            </button>
          )}
          <button type="submit" className="b p" disabled={!canSave}>
            {save.isPending ? words.saving : words.save} <kbd>{words.keys}</kbd>
          </button>
        </div>
      ) : (
        <p className="why wp-bar">{words.readOnly}</p>
      )}
      <p className="hint">{kind.hint}</p>
      {restored && draft !== null ? <p className="hint">{words.restored}</p> : null}
      <Refused error={wrong} />
      {isStale ? <Conflict kind={kind} paper={paper} now={now} draft={draft} change={change} /> : null}
      {kind.fields.map((field) => (
        <PaperInput
          key={field.name}
          field={field}
          value={typed[field.name] ?? ''}
          put={(value) => put(field.name, value)}
          problem={problemOf(field.name)}
          people={people}
          readOnly={!paper.mayWrite}
        />
      ))}
      {paper.mayWrite && paper.version > 0 ? (
        <label className="f">
          <span className="lab">
            {words.why} <span className="opt">{words.optional}</span>
          </span>
          <input
            className="in"
            value={why}
            maxLength={2000}
            autoComplete="off"
            onChange={(event) => setWhy(event.target.value)}
          />
          <span className="hint">{words.whyHelp}</span>
        </label>
      ) : null}
    </form>
  );
}

/** Somebody saved meanwhile: what both changed is shown twice and chosen; what one changed stands as that one left it. */
function Conflict({
  kind,
  paper,
  now,
  draft,
  change,
}: {
  readonly kind: PaperKind;
  readonly paper: Paper;
  readonly now: Typed;
  readonly draft: Draft;
  readonly change: (draft: Draft | null) => void;
}) {
  const { joined, both } = join(draft, now);
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const chosen = Object.fromEntries(
    Object.entries(joined).map(([name, mine]) => [name, theirs.has(name) ? (now[name] ?? '') : mine]),
  );
  const choose = (name: string, isTheirs: boolean): void =>
    setTheirs(new Set(isTheirs ? [...theirs, name] : [...theirs].filter((one) => one !== name)));
  return (
    <div className="card wp-conflict" role="alert">
      <b>{words.conflict(paper.version)}</b>
      <p className="m">{both.length === 0 ? words.conflictNone : words.conflictHelp}</p>
      <ul>
        {both.map((name) => {
          const field = kind.fields.find((one) => one.name === name);
          const shown = (value: string): string =>
            field?.options.find((one) => one.value === value)?.word ?? (value === '' ? '–' : value);
          const isTheirs = theirs.has(name);
          return (
            <li key={name} role="group" aria-label={field?.label ?? name}>
              <span className="lab">{field?.label ?? name}</span>
              <div className="wp-both">
                <div className={isTheirs ? 'on' : ''}>
                  <span className="cap">{words.theirs}</span>
                  <p>{shown(now[name] ?? '')}</p>
                  <button type="button" className="b s" aria-pressed={isTheirs} onClick={() => choose(name, true)}>
                    {words.takeTheirs}
                  </button>
                </div>
                <div className={isTheirs ? '' : 'on'}>
                  <span className="cap">{words.yours}</span>
                  <p>{shown(draft.typed[name] ?? '')}</p>
                  <button type="button" className="b s" aria-pressed={!isTheirs} onClick={() => choose(name, false)}>
                    {words.keepMine}
                  </button>
                </div>
              </div>
            </li>
          );
        })}
      </ul>
      <div className="row">
        <button
          type="button"
          className="b p"
          onClick={() => change(isSame(chosen, now) ? null : { version: paper.version, base: now, typed: chosen })}
        >
          {words.goOnFrom(paper.version)}
        </button>
        <button type="button" className="b g" onClick={() => change(null)}>
          {words.discard}
        </button>
      </div>
    </div>
  );
}
