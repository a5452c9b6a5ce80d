import { IconPlus, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { ask, type RecordPage, type Register, type RegisterRecord } from '../api/client.ts';
import { useMembers, useRegisters, useStanding } from '../frame/session.tsx';
import { ExportMenu } from '../parts/export-menu.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { useViews, ViewsMenu, type ViewWhere } from '../parts/views.tsx';
import { count, en } from '../words/en.ts';
import { bulk } from '../words/en-bulk.ts';
import { sheets } from '../words/en-import.ts';
import { BulkBar, mostAtOnce } from './bulk-bar.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import { Row } from './register-row.tsx';

/** One page for every register: list, filters, search, drawer. What its records are comes from the server. */
export function RegisterPage({ name }: { readonly name: string }) {
  const registers = useRegisters();
  if (registers.isError) return <Failed error={registers.error} retry={() => void registers.refetch()} />;
  if (registers.data === undefined) return <Waiting />;
  const register = registers.data.items.find((item) => item.name === name);
  if (register === undefined) return <Empty sentence={en.problem.nowhere} />;
  return <RegisterList key={name} register={register} />;
}

interface Where {
  readonly open?: string;
  readonly state?: string;
  readonly sort?: string;
  readonly q?: string;
  /** one closed value of one field, as `severity:high` */
  readonly only?: string;
  /** the saved view that is shown */
  readonly view?: string;
}

const rowHeight = 32;

/** What is chosen, each as it was read last: a change is made from that version. */
function asRead(chosen: ReadonlyMap<string, RegisterRecord>, items: readonly RegisterRecord[]) {
  const latest = new Map(items.map((item) => [item.id, item]));
  return new Map([...chosen].map(([id, record]) => [id, latest.get(id) ?? record]));
}

/** How the list is narrowed, as the server takes it. */
function filterOf(register: Register, where: Where, q: string): URLSearchParams {
  const query = new URLSearchParams();
  if (where.state !== undefined) query.set('state', where.state);
  const [field = '', value = ''] = (where.only ?? '').split(/:(.*)/s);
  if (register.filters.includes(field) && value !== '') query.set(field, value);
  if (q !== '') query.set('q', q);
  return query;
}

function RegisterList({ register }: { readonly register: Register }) {
  const { membership } = useStanding();
  const where: Where = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (change: Where): void =>
    void navigate({ to: '.', search: (before: Where) => ({ ...before, ...change }), replace: true });
  const [typed, setTyped] = useState(where.q ?? '');
  const q = useDeferredValue(typed.trim());
  const sort = where.sort ?? (register.name === 'controls' ? 'code' : '-changedAt');
  const base = `/organizations/${membership.organizationId}/${register.name}`;
  // The order of codes unless another was chosen.
  const exportQuery = filterOf(register, where, q);
  if (where.sort !== undefined) exportQuery.set('sort', where.sort);
  const pages = useInfiniteQuery({
    queryKey: [membership.organizationId, register.name, 'list', where.state ?? '', where.only ?? '', sort, q],
    queryFn: ({ pageParam, signal }) => {
      const query = filterOf(register, where, q);
      query.set('limit', '100');
      query.set('sort', sort);
      if (pageParam !== '') query.set('cursor', pageParam);
      return ask<RecordPage>('GET', `${base}?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const [first] = pages.data?.pages ?? [];
  const at = items.findIndex((item) => item.code === where.open);
  const walk = (step: number): void => {
    const next = items[at + step];
    if (next !== undefined) go({ open: next.code });
  };
  const create = register.allowed.create;
  const only = (value: string): void =>
    void navigate({
      to: '.',
      search: ({ only: _only, ...rest }: Where) => (value === '' ? rest : { ...rest, only: value }),
      replace: true,
    });
  const isOpen = where.open !== undefined;
  const views = useViews(register.name);
  const view = views.data?.items.find((one) => one.id === where.view);
  const columns = columnsOf(register, view?.where.columns);
  const showView = (next: { readonly id: string; readonly where: ViewWhere } | null): void => {
    const { state, only: closed, q: words, sort: order } = next?.where ?? {};
    setTyped(words ?? '');
    const said = { state, only: closed, q: words, sort: order, view: next?.id ?? 'none' };
    void navigate({
      to: '.',
      search: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
      replace: true,
    });
  };
  const [chosen, setChosen] = useState<ReadonlyMap<string, RegisterRecord>>(new Map());
  return (
    <div className={`col lst${isOpen ? ' with-drawer' : ''}`}>
      <div className="head" style={{ paddingBottom: 8 }}>
        <div>
          <h1>{register.title}</h1>
          <div className="sub" style={{ whiteSpace: 'normal' }}>
            {register.hint}
          </div>
        </div>
        <span className="sp" />
        {register.allowed.export.allowed && !isOpen ? (
          <ExportMenu address={`${base}/export`} query={exportQuery.toString()} help={sheets.exportHelp} />
        ) : null}
        {register.allowed.change.allowed && register.crossing?.received !== true && !isOpen ? (
          <Link
            className="b"
            to={membership.side === 'firm' ? '/f/registers/$register/import' : '/m/registers/$register/import'}
            params={{ register: register.name }}
          >
            <IconUpload size={14} stroke={1.6} />
            {sheets.import}
          </Link>
        ) : null}
        {isOpen ? null : (
          <Act allowed={create.allowed} reason={create.reason} primary onClick={() => go({ open: 'new' })}>
            <IconPlus size={14} stroke={1.6} />
            {en.list.add(register.one)}
          </Act>
        )}
      </div>
      <div className="row gap6" style={{ padding: '0 20px 10px', flexWrap: 'wrap' }}>
        {isOpen ? null : (
          <ViewsMenu
            list={register.name}
            address={where}
            where={{
              ...(where.state !== undefined && { state: where.state }),
              ...(where.only !== undefined && { only: where.only }),
              ...(typed.trim() !== '' && { q: typed.trim() }),
              ...(where.sort !== undefined && { sort: where.sort }),
              columns: columns.map((field) => field.name),
            }}
            columns={shownFields(register)}
            show={showView}
          />
        )}
        <button
          type="button"
          className={`chip${where.state === undefined ? ' on' : ''}`}
          aria-pressed={where.state === undefined}
          onClick={() => void navigate({ to: '.', search: ({ state: _state, ...rest }: Where) => rest, replace: true })}
        >
          {en.list.all}
          <span className="num">{count(register.count)}</span>
        </button>
        {register.states.map((state) => (
          <button
            key={state.name}
            type="button"
            className={`chip${where.state === state.name ? ' on' : ''}`}
            aria-pressed={where.state === state.name}
            onClick={() => go({ state: state.name })}
          >
            <StatusMark kind={state.mark} word={state.word} />
            <span className="num q">{count(first?.counts[state.name] ?? register.counts[state.name] ?? 0)}</span>
          </button>
        ))}
        {isOpen ? null : <OnlyFilter register={register} only={where.only} choose={only} />}
        <span className="sp" />
        <span className="find" style={{ width: 200 }}>
          <input
            aria-label={en.list.search}
            placeholder={en.list.search}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
        <span className="q sm num">{first === undefined ? '' : en.list.shown(items.length, first.total)}</span>
      </div>
      {chosen.size > 0 && !isOpen ? (
        <BulkBar register={register} chosen={asRead(chosen, items)} clear={() => setChosen(new Map())} />
      ) : null}
      {pages.isError ? <Failed error={pages.error} retry={() => void pages.refetch()} /> : null}
      {pages.data === undefined && !pages.isError ? <Waiting /> : null}
      {pages.data !== undefined && items.length === 0 ? (
        register.count === 0 ? (
          <Empty sentence={`${en.list.empty(register.title)} ${register.hint}`}>
            {create.allowed && !isOpen ? (
              <button type="button" className="b" onClick={() => go({ open: 'new' })}>
                {en.list.add(register.one)}
              </button>
            ) : null}
          </Empty>
        ) : (
          <Empty sentence={en.list.nothing}>
            <button
              type="button"
              className="b"
              onClick={() => {
                showView(null);
              }}
            >
              {en.list.clear}
            </button>
          </Empty>
        )
      ) : null}
      {items.length > 0 ? (
        <Rows
          register={register}
          narrow={isOpen}
          fields={columns}
          items={items}
          openCode={where.open}
          sort={sort}
          chosen={register.allowed.change.allowed && register.crossing === null && !isOpen ? chosen : null}
          choose={setChosen}
          setSort={(next) => go({ sort: next })}
          open={(code) => go({ open: code })}
          more={() => (pages.hasNextPage && !pages.isFetchingNextPage ? void pages.fetchNextPage() : undefined)}
        />
      ) : null}
      {where.open === undefined ? null : (
        <RecordDrawer
          key={where.open}
          register={register}
          code={where.open}
          walk={walk}
          close={() => void navigate({ to: '.', search: ({ open: _open, ...rest }: Where) => rest, replace: true })}
          show={(code) => go({ open: code })}
        />
      )}
    </div>
  );
}

/** Every closed value of the register's fields, to show only its records. */
function OnlyFilter({
  register,
  only,
  choose,
}: {
  readonly register: Register;
  readonly only: string | undefined;
  readonly choose: (only: string) => void;
}) {
  const fields = register.fields.filter((field) => field.kind === 'enum' && register.filters.includes(field.name));
  if (fields.length === 0) return null;
  return (
    <select
      className={`chip${only === undefined ? '' : ' on'}`}
      aria-label={en.list.only}
      value={only ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{en.list.only}</option>
      {fields.map((field) => (
        <optgroup key={field.name} label={field.label}>
          {field.options.map((option) => (
            <option key={option.value} value={`${field.name}:${option.value}`}>
              {field.label}: {option.word}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** The facts of a record that stand in a column: closed values first, they are short. */
function columnsOf(register: Register, chosen: readonly string[] | undefined) {
  const fields = shownFields(register);
  if (chosen !== undefined) return fields.filter((field) => chosen.includes(field.name));
  return fields.filter((field) => ['enum', 'date', 'number', 'criteria'].includes(field.kind)).slice(0, 3);
}

/** Fields that may stand in a column: long texts are read in the record. */
function shownFields(register: Register) {
  return register.fields.filter((field) => field.name !== 'title' && !['long', 'person'].includes(field.kind));
}

function Rows({
  register,
  narrow,
  fields,
  items,
  openCode,
  sort,
  chosen,
  choose,
  setSort,
  open,
  more,
}: {
  readonly register: Register;
  /** the drawer stands beside: code, title and state alone */
  readonly narrow: boolean;
  readonly fields: Register['fields'];
  readonly items: readonly RegisterRecord[];
  readonly openCode: string | undefined;
  readonly sort: string;
  /** by id; null: nothing can be chosen */
  readonly chosen: ReadonlyMap<string, RegisterRecord> | null;
  readonly choose: (chosen: ReadonlyMap<string, RegisterRecord>) => void;
  readonly setSort: (sort: string) => void;
  readonly open: (code: string) => void;
  readonly more: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const members = useMembers();
  const names = new Map(members.data?.items.map((member) => [member.personId, member.name]));
  // The same list as long as the same fields are in it.
  const named = fields.map((field) => field.name).join(' ');
  const columns = useMemo(
    () => (narrow ? [] : register.fields.filter((field) => named.split(' ').includes(field.name))),
    [narrow, register, named],
  );
  // The same functions for every rendering, so that rows that stay are not rendered again while others come in.
  const opening = useRef({ open, chosen, choose });
  useEffect(() => {
    opening.current = { open, chosen, choose };
  });
  const openRow = useCallback((code: string) => opening.current.open(code), []);
  const chooseRow = useCallback((item: RegisterRecord, on: boolean) => {
    const next = new Map(opening.current.chosen);
    if (on) next.set(item.id, item);
    else next.delete(item.id);
    opening.current.choose(next);
  }, []);
  const template = narrow
    ? '84px minmax(0, 1fr) 116px'
    : `${chosen === null ? '' : '34px '}84px minmax(0, 1fr) ${columns.map(() => '128px').join(' ')} 124px 150px 106px 106px`;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 30) more();
  }, [last, items.length, more]);
  const head = (label: string, by: string) => (
    <span role="columnheader" aria-sort={sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none'}>
      <button type="button" onClick={() => setSort(sort === by ? `-${by}` : by)}>
        {label} {sort === by ? '↑' : sort === `-${by}` ? '↓' : ''}
      </button>
    </span>
  );
  const states = new Map(register.states.map((state) => [state.name, state]));
  return (
    <div
      ref={scroller}
      className="vt"
      role="grid"
      aria-label={register.title}
      aria-rowcount={items.length + 1}
      tabIndex={-1}
    >
      <div className="hd" role="row" style={{ gridTemplateColumns: template }}>
        {chosen === null ? null : (
          <span role="columnheader" style={{ textOverflow: 'clip' }}>
            <input
              type="checkbox"
              aria-label={bulk.all}
              checked={chosen.size > 0 && items.slice(0, mostAtOnce).every((item) => chosen.has(item.id))}
              onChange={(event) =>
                choose(new Map(event.target.checked ? items.slice(0, mostAtOnce).map((item) => [item.id, item]) : []))
              }
            />
          </span>
        )}
        {head(en.list.code, 'code')}
        <span role="columnheader">{register.fields[0]?.label ?? en.list.title}</span>
        {columns.map((field) => (
          <span key={field.name} role="columnheader">
            {field.label}
          </span>
        ))}
        {head(en.list.state, 'state')}
        {narrow ? null : (
          <>
            <span role="columnheader">{en.list.owner}</span>
            {head(en.list.due, 'dueOn')}
            {head(en.list.changed, 'changedAt')}
          </>
        )}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <Row
              key={item.id}
              item={item}
              index={row.index}
              start={row.start}
              template={template}
              columns={columns}
              state={states.get(item.state)}
              owner={item.ownerId === null ? null : (names.get(item.ownerId) ?? '…')}
              narrow={narrow}
              isOpen={item.code === openCode}
              open={openRow}
              choice={
                chosen === null ? 'none' : chosen.has(item.id) ? 'chosen' : chosen.size < mostAtOnce ? 'open' : 'full'
              }
              choose={chooseRow}
            />
          );
        })}
      </div>
    </div>
  );
}
