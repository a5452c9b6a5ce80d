import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { ask, type Matrix as Standing } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, en } from '../words/en.ts';

type Control = Standing['controls'][number];
type Criterion = Standing['criteria'][number];

const toneOf: Readonly<Record<string, string>> = {
  deviation: 's-dev',
  stale: 's-stale',
  unable: 's-unable',
  missing: 's-missing',
};

/** Controls down, criteria across: which control stands behind which criterion, and how it stands today. */
export function Matrix() {
  const { membership } = useStanding();
  const matrix = useQuery({
    queryKey: [membership.organizationId, 'matrix'],
    queryFn: ({ signal }) => ask<Standing>('GET', `/organizations/${membership.organizationId}/matrix`, { signal }),
  });
  if (matrix.isError) return <Failed error={matrix.error} retry={() => void matrix.refetch()} />;
  if (matrix.data === undefined) return <Waiting rows={16} />;
  return <Loaded matrix={matrix.data} />;
}

function Loaded({ matrix }: { readonly matrix: Standing }) {
  const where: { readonly state?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { criteria, controls } = matrix;
  const marks = ['deviation', 'missing', 'stale', 'unable', 'met'].map((mark) => ({
    mark,
    n: controls.filter((control) => control.mark === mark).length,
  }));
  const rows = where.state === undefined ? controls : controls.filter((control) => control.mark === where.state);
  const links = controls.reduce((sum, control) => sum + control.criteria.length, 0);
  const filter = (state?: string): void =>
    void navigate({ to: '.', search: state === undefined ? {} : { state }, replace: true });
  return (
    <>
      <div className="head" style={{ paddingBottom: 8 }}>
        <div>
          <h1>{en.matrix.title}</h1>
          <div className="sub">
            {count(controls.length)} {en.home.controls.toLowerCase()}
            <span className="dot" />
            {count(criteria.length)} {en.matrix.criteria}
            <span className="dot" />
            {en.matrix.links(links)}
            <span className="dot" />
            {en.matrix.help}
          </div>
        </div>
      </div>
      <div className="row gap6" style={{ padding: '0 20px 10px', flexWrap: 'wrap' }}>
        <button
          type="button"
          className={`chip${where.state === undefined ? ' on' : ''}`}
          aria-pressed={where.state === undefined}
          onClick={() => filter()}
        >
          {en.matrix.all}
          <span className="num">{count(controls.length)}</span>
        </button>
        {marks.map(({ mark, n }) =>
          n === 0 ? null : (
            <button
              key={mark}
              type="button"
              className={`chip${where.state === mark ? ' on' : ''}`}
              aria-pressed={where.state === mark}
              onClick={() => filter(mark)}
            >
              <StatusMark kind={mark} word={en.matrix.words[mark] ?? mark} />
              <span className="num q">{count(n)}</span>
            </button>
          ),
        )}
        <span className="sp" />
        <span className="q sm num">
          {en.matrix.fits} {en.list.shown(rows.length, controls.length)}
        </span>
      </div>
      {criteria.length === 0 || controls.length === 0 ? (
        <Empty sentence={en.matrix.none} />
      ) : (
        <Grid criteria={criteria} rows={rows} all={controls} />
      )}
    </>
  );
}

function Grid({
  criteria,
  rows,
  all,
}: {
  readonly criteria: readonly Criterion[];
  readonly rows: readonly Control[];
  readonly all: readonly Control[];
}) {
  const navigate = useNavigate();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const open = (row: number): void => {
    const code = rows[row]?.code;
    if (code !== undefined) void navigate({ to: '/m/controls', search: { open: code } });
  };
  const onKey = (event: KeyboardEvent): void => {
    const [row, column] = at;
    const step: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      PageDown: [20, 0],
      PageUp: [-20, 0],
    };
    const by = step[event.key];
    if (event.key === 'Enter') open(row);
    if (by === undefined) return;
    event.preventDefault();
    const next = [clamp(row + by[0], rows.length), clamp(column + by[1], criteria.length)] as const;
    setAt(next);
    table.current
      ?.querySelector(`[data-cell="${next[0]}-${next[1]}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const behind = criteria.map((criterion) => {
    const own = all.filter((control) => control.criteria.includes(criterion.id));
    const hold = own.filter((control) => control.mark === 'met').length;
    return { hold, gap: own.length - hold };
  });
  const sizes = new Map<string, number>();
  for (const { series } of criteria) sizes.set(series, (sizes.get(series) ?? 0) + 1);
  const most = Math.max(1, ...behind.map(({ hold, gap }) => hold + gap));
  const isFirst = (column: number): string =>
    criteria[column]?.series === criteria[column - 1]?.series ? '' : ' first';
  const here = rows[at[0]];
  const there = criteria[at[1]];
  return (
    <>
      <div className="body">
        <table
          ref={table}
          className="mxt"
          role="grid"
          tabIndex={0}
          aria-label={en.matrix.title}
          aria-activedescendant={`cell-${at[0]}-${at[1]}`}
          onKeyDown={onKey}
        >
          <thead>
            <tr>
              <th className="lead" style={{ verticalAlign: 'bottom', padding: '0 10px 8px 20px' }}>
                <div className="cap">{en.matrix.per}</div>
                <div className="row gap6 cap">
                  <i className="bgi" style={{ width: 8, height: 8 }} /> {en.matrix.hold}
                  <i className="bgd" style={{ width: 8, height: 8 }} /> {en.matrix.gap}
                </div>
              </th>
              {criteria.map((criterion, column) => {
                const { hold, gap } = behind[column] ?? { hold: 0, gap: 0 };
                return (
                  <th
                    key={criterion.id}
                    className={`c${isFirst(column)}${column === at[1] ? ' at-column' : ''}`}
                    title={`${criterion.id} ${criterion.title}`}
                    style={{ minWidth: sizes.get(criterion.series) === 1 ? 27 : undefined }}
                  >
                    {isFirst(column) === '' ? null : (
                      <span className="series" aria-hidden>
                        {criterion.series}
                      </span>
                    )}
                    <span className="head-c">
                      <i className="bgd" style={{ height: (gap / most) * 34 }} />
                      <i className="bgi" style={{ height: (hold / most) * 34 }} />
                      <span style={{ fontWeight: gap > 0 || hold === 0 ? 700 : 500 }}>
                        <span className="vh">
                          {criterion.id} {criterion.title}, {hold} {en.matrix.hold}, {gap} {en.matrix.gap}
                        </span>
                        <span aria-hidden>{criterion.id.split('.').at(-1)}</span>
                      </span>
                    </span>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((control, row) => (
              <tr key={control.id} onDoubleClick={() => open(row)}>
                <th className="lead" scope="row" style={{ fontSize: 13, fontWeight: 400, color: 'inherit' }}>
                  <span className="in-lead">
                    <span className="mono m">{control.code}</span>
                    <span className="ell" title={control.title}>
                      {control.title}
                    </span>
                    <span className="q sm ell" style={{ maxWidth: 120 }} title={control.fact}>
                      {control.mark === 'met' ? '' : control.fact}
                    </span>
                    <StatusMark kind={control.mark} word={en.matrix.words[control.mark] ?? control.mark} />
                  </span>
                </th>
                {criteria.map((criterion, column) => {
                  const isLinked = control.criteria.includes(criterion.id);
                  const isAt = row === at[0] && column === at[1];
                  return (
                    <td
                      key={criterion.id}
                      id={`cell-${row}-${column}`}
                      data-cell={`${row}-${column}`}
                      className={`c${isFirst(column)}${column === at[1] ? ' at-column' : ''}${isLinked ? ` ${toneOf[control.mark] ?? ''}` : ''}${isAt ? ' at' : ''}`}
                      onClick={() => setAt([row, column])}
                    >
                      {isLinked ? (
                        <StatusMark
                          kind={control.mark}
                          word={en.matrix.cell(
                            control.code,
                            criterion.id,
                            en.matrix.words[control.mark] ?? control.mark,
                          )}
                          alone
                        />
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {here === undefined || there === undefined ? null : (
        <div className="tbl-foot" role="status">
          <span className="mono">{here.code}</span>
          <span className="ell" style={{ maxWidth: 320 }}>
            {here.title}
          </span>
          <StatusMark
            kind={here.mark}
            word={
              here.mark === 'met' ? (en.matrix.words['met'] ?? '') : `${en.matrix.words[here.mark] ?? ''}: ${here.fact}`
            }
          />
          <span className="sp" />
          <span className="mono">{there.id}</span>
          <span className="ell">{there.title}</span>
        </div>
      )}
    </>
  );
}

function clamp(at: number, size: number): number {
  return Math.max(0, Math.min(at, size - 1));
}
