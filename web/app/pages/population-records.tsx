import { IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { count } from '../words/en.ts';
import { populations as words } from '../words/en-populations.ts';
import type { Population } from './population.tsx';

type Page = Shape<'populations.rows'>;
type Whole = Shape<'populations.record'>;
type Picture = Shape<'populations.picture'>;

interface Filter {
  readonly field: string;
  readonly test: string;
  readonly value?: string;
}

const rowHeight = 32;

/** A fact as text; a missing one is a dash. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}

/** How many records lie in each day or month: bars of one colour, the ends named. */
export function Bars({
  buckets,
  label,
}: {
  readonly buckets: readonly { readonly at: string; readonly records: number }[];
  readonly label: string;
}) {
  const most = Math.max(1, ...buckets.map((one) => one.records));
  const width = 100 / Math.max(1, buckets.length);
  return (
    <figure style={{ margin: 0 }}>
      <svg className="pp-bars" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={label}>
        {buckets.map((one, index) => {
          const height = (one.records / most) * 40;
          return (
            <rect key={one.at} x={index * width} y={40 - height} width={width * 0.82} height={height}>
              <title>{words.bar(one.at, one.records)}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="pp-ends">
        <span>{buckets[0]?.at}</span>
        <span>
          {label}, {count(most)}
        </span>
        <span>{buckets.at(-1)?.at}</span>
      </figcaption>
    </figure>
  );
}

/** The records, however many: the server filters, sorts and searches; what is scrolled to is asked for. */
export function Records({ base, population }: { readonly base: string; readonly population: Population }) {
  const { membership } = useStanding();
  const [filters, setFilters] = useState<readonly Filter[]>([]);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const [sort, setSort] = useState('');
  const [open, setOpen] = useState<number | null>(null);
  const [pictured, setPictured] = useState('');
  const asked = new URLSearchParams();
  if (filters.length > 0) asked.set('where', JSON.stringify(filters));
  if (q !== '') asked.set('q', q);
  const pages = useInfiniteQuery({
    queryKey: [membership.organizationId, 'population', population.id, 'rows', asked.toString(), sort],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(asked);
      query.set('limit', '100');
      if (sort !== '') {
        query.set('sort', sort.replace('-', ''));
        query.set('order', sort.startsWith('-') ? 'desc' : 'asc');
      }
      if (pageParam !== '') query.set('cursor', pageParam);
      return ask<Page>('GET', `${base}/rows?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 600_000,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const matching = pages.data?.pages[0]?.matching ?? null;
  return (
    <div className="pp-split">
      <div className="col">
        <div className="row gap6 pp-filter" style={{ paddingTop: 10 }}>
          <span className="find" style={{ width: 200 }}>
            <input
              aria-label={words.search}
              placeholder={words.search}
              value={typed}
              maxLength={200}
              onChange={(event) => setTyped(event.target.value)}
            />
          </span>
          {filters.map((one) => {
            const says = `${one.field} ${words.tests[one.test] ?? one.test} ${one.value ?? ''}`.trim();
            return (
              <button
                key={says}
                type="button"
                className="chip on"
                aria-label={words.remove(says)}
                onClick={() => setFilters(filters.filter((other) => other !== one))}
              >
                {says} <IconX size={12} stroke={1.6} />
              </button>
            );
          })}
          <AddFilter population={population} add={(filter) => setFilters([...filters, filter].slice(0, 12))} />
          <select
            className="chip"
            aria-label={words.look}
            value={pictured}
            onChange={(event) => setPictured(event.target.value)}
          >
            <option value="">{words.look}…</option>
            {population.fields.map((field) => (
              <option key={field.name} value={field.name}>
                {field.name}
              </option>
            ))}
          </select>
          <span className="sp" />
          <span className="q sm num" role="status">
            {words.shown(rows.length, matching)}
          </span>
        </div>
        {pictured === '' ? null : (
          <FieldPicture
            base={base}
            population={population}
            field={pictured}
            asked={asked.toString()}
            only={(filter) => setFilters([...filters, filter].slice(0, 12))}
          />
        )}
        {pages.isError ? <Failed error={pages.error} retry={() => void pages.refetch()} /> : null}
        {pages.isPending ? <Waiting /> : null}
        {pages.data !== undefined && rows.length === 0 ? <Empty sentence={words.nothingFound} /> : null}
        {rows.length === 0 ? null : (
          <Grid
            population={population}
            rows={rows}
            sort={sort}
            setSort={setSort}
            open={open}
            setOpen={setOpen}
            more={() => (pages.hasNextPage && !pages.isFetchingNextPage ? void pages.fetchNextPage() : undefined)}
          />
        )}
      </div>
      {open === null ? null : <OneRecord key={open} base={base} position={open} close={() => setOpen(null)} />}
    </div>
  );
}

function AddFilter({ population, add }: { readonly population: Population; readonly add: (filter: Filter) => void }) {
  const [field, setField] = useState('');
  const [test, setTest] = useState('is');
  const [value, setValue] = useState('');
  const type = population.fields.find((one) => one.name === field)?.type;
  const isDay = type === 'date' || type === 'time';
  const needsValue = test !== 'missing' && test !== 'present';
  return (
    <form
      className="row gap6"
      onSubmit={(event) => {
        event.preventDefault();
        if (field === '' || (needsValue && value === '')) return;
        add({ field, test, ...(needsValue && { value }) });
        setField('');
        setValue('');
      }}
    >
      <select
        className="chip"
        aria-label={words.field}
        value={field}
        onChange={(event) => setField(event.target.value)}
      >
        <option value="">{words.addFilter}</option>
        {population.fields.map((one) => (
          <option key={one.name} value={one.name}>
            {one.name}
          </option>
        ))}
      </select>
      {field === '' ? null : (
        <>
          <select
            className="chip"
            aria-label={words.test}
            value={test}
            onChange={(event) => setTest(event.target.value)}
          >
            {Object.entries(words.tests).map(([name, says]) => (
              <option key={name} value={name}>
                {says}
              </option>
            ))}
          </select>
          {needsValue ? (
            <input
              className="in"
              aria-label={words.value}
              type={isDay ? 'date' : 'text'}
              value={value}
              maxLength={500}
              onChange={(event) => setValue(event.target.value)}
            />
          ) : null}
          <button type="submit" className="b s">
            {words.add}
          </button>
        </>
      )}
    </form>
  );
}

function FieldPicture({
  base,
  population,
  field,
  asked,
  only,
}: {
  readonly base: string;
  readonly population: Population;
  readonly field: string;
  readonly asked: string;
  readonly only: (filter: Filter) => void;
}) {
  const { membership } = useStanding();
  const picture = useQuery({
    queryKey: [membership.organizationId, 'population', population.id, 'picture', field, asked],
    queryFn: ({ signal }) =>
      ask<Picture>('GET', `${base}/picture?field=${encodeURIComponent(field)}${asked === '' ? '' : `&${asked}`}`, {
        signal,
      }),
    placeholderData: (before) => before,
  });
  if (picture.isError) return <Failed error={picture.error} />;
  if (picture.data === undefined) return <Waiting rows={2} />;
  const { buckets, values, missing, others, byMonth } = picture.data;
  return (
    <section className="pp-pic" aria-label={`${words.look} ${field}`}>
      {buckets === null ? null : <Bars buckets={buckets} label={words.days(byMonth)} />}
      {values === null ? null : (
        <ul className="pp-values">
          {values.map((one) => (
            <li key={one.value}>
              <button type="button" onClick={() => only({ field, test: 'is', value: one.value })}>
                <span>{one.value}</span>
                <span className="sp" />
                <span className="num">{count(one.records)}</span>
              </button>
            </li>
          ))}
          {missing === 0 ? null : (
            <li>
              <button type="button" onClick={() => only({ field, test: 'missing' })}>
                <span>{words.tests['missing']}</span>
                <span className="sp" />
                <span className="num">{count(missing)}</span>
              </button>
            </li>
          )}
        </ul>
      )}
      {others === 0 ? null : (
        <p className="q sm num">
          {count(others)} {words.others}
        </p>
      )}
    </section>
  );
}

function Grid({
  population,
  rows,
  sort,
  setSort,
  open,
  setOpen,
  more,
}: {
  readonly population: Population;
  readonly rows: Page['rows'];
  readonly sort: string;
  readonly setSort: (sort: string) => void;
  readonly open: number | null;
  readonly setOpen: (position: number) => void;
  readonly more: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const { fields } = population;
  const template = fields
    .map((field) =>
      field.type === 'integer' || field.type === 'boolean' ? '110px' : field.type === 'time' ? '190px' : '170px',
    )
    .join(' ');
  const width = fields.length * 170;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 30) more();
  }, [last, rows.length, more]);
  return (
    <div
      ref={scroller}
      className="vt"
      role="grid"
      aria-label={population.title}
      aria-rowcount={population.records + 1}
      tabIndex={-1}
    >
      <div className="hd" role="row" style={{ gridTemplateColumns: template, minWidth: width }}>
        {fields.map((field) => {
          const by = sort === field.name ? 'ascending' : sort === `-${field.name}` ? 'descending' : 'none';
          return (
            <span key={field.name} role="columnheader" aria-sort={by} title={field.says ?? field.name}>
              {field.type === 'list' ? (
                field.name
              ) : (
                <button type="button" onClick={() => setSort(sort === field.name ? `-${field.name}` : field.name)}>
                  {field.name} {by === 'ascending' ? '↑' : by === 'descending' ? '↓' : ''}
                </button>
              )}
            </span>
          );
        })}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative', minWidth: width }}>
        {shown.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={row.position}
              role="row"
              className="rw"
              tabIndex={0}
              aria-rowindex={item.index + 2}
              aria-selected={row.position === open}
              style={{ gridTemplateColumns: template, minWidth: width, top: item.start }}
              onClick={() => setOpen(row.position)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') setOpen(row.position);
                const step =
                  event.key === 'ArrowDown'
                    ? 'nextElementSibling'
                    : event.key === 'ArrowUp'
                      ? 'previousElementSibling'
                      : null;
                const other = step === null ? null : event.currentTarget[step];
                if (other instanceof HTMLElement) {
                  event.preventDefault();
                  other.focus();
                }
              }}
            >
              {row.values.map((value, index) => (
                <span key={fields[index]?.name ?? index} role="gridcell" className={value === null ? 'q' : ''}>
                  {shownValue(value)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** One record whole, and where it stands in the evidence. */
export function OneRecord({
  base,
  position,
  close,
}: {
  readonly base: string;
  readonly position: number;
  readonly close: () => void;
}) {
  const { membership } = useStanding();
  const whole = useQuery({
    queryKey: [membership.organizationId, base, 'record', position],
    queryFn: ({ signal }) => ask<Whole>('GET', `${base}/rows/${position}`, { signal }),
    staleTime: 600_000,
  });
  return (
    <section className="pp-one" aria-label={words.record}>
      <div className="row">
        <h2 className="ell">{whole.data?.id ?? words.record}</h2>
        <span className="sp" />
        <button type="button" className="ib" aria-label={words.close} onClick={close}>
          <IconX size={16} stroke={1.6} />
        </button>
      </div>
      {whole.isError ? <Failed error={whole.error} /> : null}
      {whole.data === undefined ? null : (
        <>
          <dl className="kv">
            {Object.entries(whole.data.record).map(([name, value]) => (
              <FactRow key={name} name={name} value={shownValue(value)} />
            ))}
          </dl>
          <p className="cap" style={{ marginTop: 12 }}>
            {words.places}
          </p>
          <ul className="pp-obs">
            {whole.data.places.map((place) => (
              <li key={`${place.file} ${place.at}`} className="mono">
                {place.file}, {place.at}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="mono">{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
