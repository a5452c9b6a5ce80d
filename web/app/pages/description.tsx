import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { ApiError, ask } from '../api/client.ts';
import { useRegisters, useStanding } from '../frame/session.tsx';
import { Refused } from '../parts/forms.tsx';
import { Act, Failed, Waiting } from '../parts/states.tsx';
import { count, moment } from '../words/en.ts';
import { description as words } from '../words/en-description.ts';
import { Checks, SectionList } from './description-beside.tsx';
import { Changes } from './description-changes.tsx';
import {
  type Block,
  blocksOf,
  type Description,
  type Draft,
  isSame,
  type Section,
  type SectionId,
} from './description-draft.ts';
import { SectionPaper } from './description-editor.tsx';
import { DescriptionPages } from './description-pages.tsx';
import type { Passage } from './description-places.ts';
import './description.css';

/** Management's description: its sections, the paper of one, and what is missing in it. What is typed stays until it is saved or discarded. */
export function DescriptionPage() {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/description`;
  const key = [membership.organizationId, 'description'];
  const read = useQuery({ queryKey: key, queryFn: ({ signal }) => ask<Description>('GET', base, { signal }) });
  const [drafts, setDrafts] = useState<ReadonlyMap<SectionId, Draft>>(new Map());
  useEffect(() => {
    if (drafts.size === 0) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [drafts]);
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting />;
  const keep = (id: SectionId, draft: Draft | null): void =>
    setDrafts((before) => {
      const next = new Map(before);
      if (draft === null) next.delete(id);
      else next.set(id, draft);
      return next;
    });
  // What was typed while it was being saved stays, over what was saved.
  const saved = (id: SectionId, sent: Draft): void =>
    setDrafts((before) => {
      const now = before.get(id);
      if (now === undefined) return before;
      const next = new Map(before);
      if (now === sent) next.delete(id);
      else next.set(id, { version: sent.version + 1, blocks: now.blocks });
      return next;
    });
  return <Written read={read.data} base={base} queryKey={key} drafts={drafts} keep={keep} saved={saved} />;
}

function Written({
  read,
  base,
  queryKey,
  drafts,
  keep,
  saved,
}: {
  readonly read: Description;
  readonly base: string;
  readonly queryKey: readonly string[];
  readonly drafts: ReadonlyMap<SectionId, Draft>;
  readonly keep: (id: SectionId, draft: Draft | null) => void;
  readonly saved: (id: SectionId, sent: Draft) => void;
}) {
  const where: { readonly open?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const registers = useRegisters().data?.items ?? [];
  const [view, setView] = useState<'text' | 'pages' | 'changes'>('text');
  const [passage, setPassage] = useState<Passage | null>(null);
  const first = read.sections[0];
  const current = read.sections.find((one) => one.id === where.open) ?? first;
  if (current === undefined) return null;
  const open = (id: SectionId, to: Passage | null = null): void => {
    setView('text');
    setPassage(to);
    void navigate({ to: '.', search: (before: object) => ({ ...before, open: id }), replace: true });
  };
  const look = (at: Passage | null): void => {
    setPassage(at);
    setView('pages');
  };
  const unsaved = new Set(drafts.keys());
  return (
    <div className="ds">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub">
            {words.sub} ·{' '}
            {read.approved === null
              ? words.neverApproved
              : words.approvedAt(read.approved.number, moment(read.approved.approvedAt), read.approved.by.name)}
          </div>
        </div>
        <span className="sp" />
        {view === 'text' ? null : (
          <button type="button" className="b" onClick={() => setView('text')}>
            {words.back}
          </button>
        )}
        <button type="button" className="b" aria-pressed={view === 'pages'} onClick={() => look(null)}>
          {words.pages}
        </button>
        {read.approved === null ? null : (
          <button type="button" className="b" aria-pressed={view === 'changes'} onClick={() => setView('changes')}>
            {words.compare}
          </button>
        )}
        <Approval read={read} base={base} queryKey={queryKey} unsaved={unsaved.size > 0} />
      </div>
      {view === 'changes' ? (
        <Changes base={base} latest={read.approved?.number ?? 1} sections={read.sections} />
      ) : view === 'pages' ? (
        <DescriptionPages
          base={base}
          digest={read.digest}
          latest={read.approved?.number ?? null}
          unsaved={unsaved.size > 0}
          sections={read.sections}
          at={passage}
          onOpen={(one) => open(one.section, one)}
        />
      ) : (
        <div className="ds-body">
          <SectionList
            sections={read.sections}
            findings={read.findings}
            current={current}
            unsaved={unsaved}
            registers={registers}
            onOpen={(id) => open(id)}
          />
          <SectionEditor
            key={current.id}
            read={read}
            section={current}
            number={read.sections.indexOf(current) + 1}
            base={base}
            queryKey={queryKey}
            draft={drafts.get(current.id) ?? null}
            keep={(draft) => keep(current.id, draft)}
            saved={(sent) => saved(current.id, sent)}
            passage={passage?.section === current.id ? passage : null}
            onLook={(paragraph) => look({ section: current.id, paragraph })}
          />
          <Checks read={read} current={current} onOpen={(id) => open(id)} />
        </div>
      )}
    </div>
  );
}

/** Approves what is read, by its digest, so that nothing is approved unseen. */
function Approval({
  read,
  base,
  queryKey,
  unsaved,
}: {
  readonly read: Description;
  readonly base: string;
  readonly queryKey: readonly string[];
  readonly unsaved: boolean;
}) {
  const queries = useQueryClient();
  const approve = useMutation({
    mutationFn: () => ask('POST', `${base}/versions`, { body: { digest: read.digest } }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const errors = read.findings.filter((one) => one.severity === 'error').length;
  const reason = unsaved ? words.approveUnsaved : errors > 0 ? words.approveErrors(errors) : null;
  if (!read.allowed.approve || read.digest === read.approved?.digest) return null;
  return (
    <>
      <Refused error={approve.error instanceof ApiError ? approve.error : null} />
      <Act primary allowed={reason === null && !approve.isPending} reason={reason} onClick={() => approve.mutate()}>
        {words.approve}
      </Act>
    </>
  );
}

function SectionEditor({
  read,
  section,
  number,
  base,
  queryKey,
  draft,
  keep,
  saved,
  passage,
  onLook,
}: {
  readonly read: Description;
  readonly section: Section;
  readonly number: number;
  readonly base: string;
  readonly queryKey: readonly string[];
  readonly draft: Draft | null;
  readonly keep: (draft: Draft | null) => void;
  readonly saved: (sent: Draft) => void;
  /** what was chosen on the pages, or is come back to from them; null: nothing */
  readonly passage: Passage | null;
  readonly onLook: (paragraph: string | null) => void;
}) {
  const registers = useRegisters().data?.items ?? [];
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: ({ version, blocks }: Draft) =>
      ask('PUT', `${base}/sections/${section.id}`, { version, body: { paragraphs: blocks } }),
    // What was typed stands until the page has read what was saved: before that it would show, and approve, the text of before.
    onSuccess: async (_answer, sent) => {
      await queries.invalidateQueries({ queryKey });
      saved(sent);
    },
    // Refused as stale, the page reads what somebody else saved; what was typed stays beside it.
    onError: () => queries.invalidateQueries({ queryKey }),
  });
  const blocks = draft?.blocks ?? blocksOf(section);
  const middle = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (passage === null) return;
    // An id is small letters, digits and dashes. Nothing of that id: somebody took it out meanwhile, and the section's heading is left.
    const block = passage.paragraph === null ? null : `[data-block="${passage.paragraph}"]`;
    const found = block === null ? null : middle.current?.querySelector<HTMLElement>(block);
    const to = found?.querySelector('textarea') ?? found ?? middle.current?.querySelector('h2');
    to?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: 'center' });
  }, [passage]);
  const isGone = passage !== null && passage.paragraph !== null && !blocks.some(({ id }) => id === passage.paragraph);
  const stale = draft !== null && !save.isPending && draft.version !== section.version;
  const change = (next: readonly Block[]): void => {
    const version = draft?.version ?? section.version;
    keep(version === section.version && isSame(section, next) ? null : { version, blocks: next });
  };
  const send = (): void => {
    if (draft !== null && !save.isPending && !stale) save.mutate(draft);
  };
  const written = blocks.map((one) => (one.kind === 'text' ? one.text : '')).join(' ');
  const wrong = save.error instanceof ApiError && save.error.code !== 'version-stale' ? save.error : null;
  return (
    <div
      className="ds-middle"
      ref={middle}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key === 's') {
          event.preventDefault();
          send();
        }
      }}
    >
      <div className="ds-bar">
        <span className="m sm">{words.words(count(written.split(/\s+/).filter((word) => word !== '').length))}</span>
        {isGone ? (
          <span className="hint" role="status">
            {words.passageGone}
          </span>
        ) : null}
        <span className="sp" />
        <button type="button" className="b g s" onClick={() => onLook(null)}>
          {words.toPages}
        </button>
        {draft === null ? (
          <span className="q sm" role="status">
            {save.isSuccess ? words.saved : ''}
          </span>
        ) : (
          <>
            <button type="button" className="b g s" onClick={() => keep(null)}>
              {words.discard}
            </button>
            <button type="button" className="b p s" disabled={save.isPending || stale} onClick={send}>
              {save.isPending ? words.saving : words.save}
            </button>
          </>
        )}
      </div>
      <Refused error={wrong} />
      {stale ? (
        <div className="card ds-stale" role="alert">
          <p>{words.stale}</p>
          <ul>
            {section.paragraphs
              .filter((one) => one.register === null)
              .map((one) => (
                <li key={one.id} className="serif">
                  {one.text}
                </li>
              ))}
          </ul>
          <div className="row">
            <button type="button" className="b" onClick={() => keep({ ...draft, version: section.version })}>
              {words.keepMine}
            </button>
            <button type="button" className="b" onClick={() => keep(null)}>
              {words.takeTheirs}
            </button>
          </div>
        </div>
      ) : null}
      <SectionPaper
        section={section}
        number={number}
        blocks={blocks}
        findings={read.findings.filter((one) => one.section === section.id)}
        registers={registers}
        onChange={read.allowed.write ? change : null}
        onLook={onLook}
      />
    </div>
  );
}
