import { IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState } from 'react';
import { ask, type EvidencePage as Page } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { DropHere, useDropped } from '../parts/dropped.tsx';
import { ExportMenu } from '../parts/export-menu.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { ViewsMenu } from '../parts/views.tsx';
import { count } from '../words/en.ts';
import { sheets } from '../words/en-import.ts';
import { evidence as words } from '../words/en-evidence.ts';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { EvidenceRows } from './evidence-rows.tsx';
import { TakeIn, Uploads } from './evidence-take-in.tsx';
import './evidence.css';

interface Where {
  readonly open?: string;
  readonly state?: string;
  readonly sort?: string;
  readonly q?: string;
  readonly fresh?: string;
  readonly kind?: string;
  readonly view?: string;
}

/** Files somebody gave, and the code of the item they replace. */
interface Given {
  readonly files: readonly File[];
  readonly replaces?: string;
}

const states = ['ready', 'draft', 'quarantined', 'recalled'] as const;

/** Evidence: the list, files dropped anywhere on the page, each item over its list. */
export function EvidencePage() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const where: Where = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (change: Where): void =>
    void navigate({ to: '.', search: (before: Where) => ({ ...before, ...change }), replace: true });
  const drop = (name: keyof Where): void =>
    void navigate({
      to: '.',
      search: (before: Where) => Object.fromEntries(Object.entries(before).filter(([key]) => key !== name)),
      replace: true,
    });
  const [typed, setTyped] = useState(where.q ?? '');
  const q = useDeferredValue(typed.trim());
  const sort = where.sort ?? '-uploadedAt';
  const [given, setGiven] = useState<Given | null>(null);
  const upload = useMay('uploadEvidence');
  const mayExport = useMay('exportEvidence').allowed;
  const over = useDropped((files) => (upload.allowed ? setGiven({ files }) : undefined));
  const chooser = useRef<HTMLInputElement>(null);
  const filter = {
    sort,
    ...(where.state !== undefined && { state: where.state }),
    ...(where.fresh !== undefined && { freshness: where.fresh }),
    ...(where.kind !== undefined && { kind: where.kind }),
    ...(q !== '' && { q }),
  };
  const pages = useInfiniteQuery({
    queryKey: [organizationId, 'evidence', 'list', where.state ?? '', where.fresh ?? '', where.kind ?? '', sort, q],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, limit: '100' });
      if (pageParam !== '') query.set('cursor', pageParam);
      return ask<Page>('GET', `/organizations/${organizationId}/evidence?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const [first] = pages.data?.pages ?? [];
  const all = Object.values(first?.counts ?? {}).reduce((sum, n) => sum + n, 0);
  const isOpen = where.open !== undefined;
  const at = items.findIndex((item) => item.code === where.open);
  return (
    <div className={`col lst${isOpen ? ' with-drawer' : ''}`}>
      <div className="head" style={{ paddingBottom: 8 }}>
        <div>
          <h1>{words.title}</h1>
          <div className="sub">{first === undefined ? '' : words.facts(all, first.counts['quarantined'] ?? 0)}</div>
        </div>
        <span className="sp" />
        <input
          ref={chooser}
          className="vh"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={words.add}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) setGiven({ files });
          }}
        />
        {mayExport && !isOpen ? (
          <ExportMenu
            address={`/organizations/${organizationId}/evidence/export`}
            query={new URLSearchParams(filter).toString()}
            help={sheets.evidenceHelp}
          />
        ) : null}
        {isOpen ? null : (
          <Act {...upload} primary onClick={() => chooser.current?.click()}>
            <IconUpload size={14} stroke={1.6} />
            {words.add}
          </Act>
        )}
      </div>
      <div className="row gap6" style={{ padding: '0 20px 10px', flexWrap: 'wrap' }}>
        {isOpen ? null : (
          <ViewsMenu
            list="evidence"
            address={where}
            where={{
              ...(where.state !== undefined && { state: where.state }),
              ...(where.fresh !== undefined && { fresh: where.fresh }),
              ...(where.kind !== undefined && { kind: where.kind }),
              ...(typed.trim() !== '' && { q: typed.trim() }),
              ...(where.sort !== undefined && { sort: where.sort }),
            }}
            columns={[]}
            show={(view) => {
              const { state, fresh, kind, q: searched, sort: order } = view?.where ?? {};
              setTyped(searched ?? '');
              const said = { state, fresh, kind, q: searched, sort: order, view: view?.id ?? 'none' };
              void navigate({
                to: '.',
                search: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
                replace: true,
              });
            }}
          />
        )}
        <button
          type="button"
          className={`chip${where.state === undefined ? ' on' : ''}`}
          aria-pressed={where.state === undefined}
          onClick={() => drop('state')}
        >
          {words.all}
          <span className="num">{count(all)}</span>
        </button>
        {states.map((state) => (
          <button
            key={state}
            type="button"
            className={`chip${where.state === state ? ' on' : ''}`}
            aria-pressed={where.state === state}
            onClick={() => go({ state })}
          >
            <StatusMark kind={words.marks[state]} word={words.states[state]} />
            <span className="num q">{count(first?.counts[state] ?? 0)}</span>
          </button>
        ))}
        <Choice
          label={words.freshness}
          choices={words.freshnesses}
          value={where.fresh}
          choose={(fresh) => (fresh === '' ? drop('fresh') : go({ fresh }))}
        />
        <Choice
          label={words.kind}
          choices={words.kinds}
          value={where.kind}
          choose={(kind) => (kind === '' ? drop('kind') : go({ kind }))}
        />
        <span className="sp" />
        <span className="find" style={{ width: 220 }}>
          <input
            aria-label={words.search}
            placeholder={words.search}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
        <span className="q sm num">{first === undefined ? '' : words.shown(items.length, first.total)}</span>
      </div>
      <Uploads open={(code) => go({ open: code })} />
      {pages.isError ? <Failed error={pages.error} retry={() => void pages.refetch()} /> : null}
      {pages.data === undefined && !pages.isError ? <Waiting /> : null}
      {pages.data !== undefined && items.length === 0 ? (
        <Empty sentence={all === 0 ? words.empty : words.nothing}>
          {all === 0 ? null : (
            <button
              type="button"
              className="b"
              onClick={() => {
                setTyped('');
                void navigate({ to: '.', search: {}, replace: true });
              }}
            >
              {words.clear}
            </button>
          )}
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <EvidenceRows
          items={items}
          narrow={isOpen}
          openCode={where.open}
          sort={sort}
          setSort={(next) => go({ sort: next })}
          open={(code) => go({ open: code })}
          more={() => (pages.hasNextPage && !pages.isFetchingNextPage ? void pages.fetchNextPage() : undefined)}
        />
      ) : null}
      {where.open === undefined ? null : (
        <EvidenceDrawer
          key={where.open}
          code={where.open}
          walk={(step) => {
            const next = items[at + step];
            if (next !== undefined) go({ open: next.code });
          }}
          close={() => drop('open')}
          show={(code) => go({ open: code })}
          replace={(code, files) => setGiven({ files, replaces: code })}
        />
      )}
      {over && upload.allowed ? <DropHere sentence={words.dropHere} /> : null}
      {given === null ? null : <TakeIn {...given} close={() => setGiven(null)} />}
    </div>
  );
}

function Choice({
  label,
  choices,
  value,
  choose,
}: {
  readonly label: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly value: string | undefined;
  readonly choose: (value: string) => void;
}) {
  return (
    <select
      className={`chip${value === undefined ? '' : ' on'}`}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{label}</option>
      {Object.entries(choices).map(([name, word]) => (
        <option key={name} value={name}>
          {word}
        </option>
      ))}
    </select>
  );
}
