import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { Shape } from '../api/client.ts';
import { StatusMark } from '../parts/status.tsx';
import { count } from '../words/en.ts';
import { sheets as words } from '../words/en-import.ts';

type Preview = Shape<'ImportPreview'>;
type Row = Preview['rows'][number];
type Kind = Row['does'];

/** How a kind is shown: its mark, and its piece of the bar. */
const kinds: Readonly<Record<Kind, { readonly mark: string; readonly piece: string }>> = {
  create: { mark: 'met', piece: 'bgm' },
  change: { mark: 'open', piece: 'bga' },
  refused: { mark: 'blocked', piece: 'bgd' },
  none: { mark: 'not-applicable', piece: 'bgl' },
};
const order = ['create', 'change', 'refused', 'none'] as const;

/** How many rows do what, as a picture and in numbers, and each of them with what changes or why it is refused. */
export function ImportRows({ preview }: { readonly preview: Preview }) {
  const { counts, rows } = preview;
  const [only, setOnly] = useState<Kind | null>(
    () => (['refused', 'change', 'create'] as const).find((kind) => counts[kind] > 0) ?? null,
  );
  const shown = only === null ? rows : rows.filter((row) => row.does === only);
  const there = order.filter((kind) => counts[kind] > 0);
  return (
    <>
      <div className="hd">
        <h2>{words.rows}</h2>
        <span className="sp" />
        <div
          className="im-bar"
          style={{ width: 'min(420px, 50%)' }}
          role="img"
          aria-label={words.picture(there.map((kind) => `${count(counts[kind])} ${words.kinds[kind]}`).join(', '))}
        >
          {there.map((kind) => (
            <span key={kind} className={kinds[kind].piece} style={{ flexGrow: counts[kind] }} />
          ))}
        </div>
      </div>
      <div className="im-kinds">
        <button
          type="button"
          className={`chip${only === null ? ' on' : ''}`}
          aria-pressed={only === null}
          onClick={() => setOnly(null)}
        >
          {words.all}
          <span className="num">{count(rows.length)}</span>
        </button>
        {order.map((kind) => (
          <button
            key={kind}
            type="button"
            className={`chip${only === kind ? ' on' : ''}`}
            aria-pressed={only === kind}
            onClick={() => setOnly(kind)}
          >
            <StatusMark kind={kinds[kind].mark} word={words.kinds[kind]} />
            <span className="num q">{count(counts[kind])}</span>
          </button>
        ))}
      </div>
      <Lines key={only ?? ''} rows={shown} />
    </>
  );
}

function Lines({ rows }: { readonly rows: readonly Row[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 31,
    overscan: 10,
  });
  if (rows.length === 0) return <p className="q pad">{words.noRows}</p>;
  return (
    <div
      ref={scroller}
      className="im-rows"
      role="table"
      aria-label={words.rows}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
    >
      <div className="im-line im-head" role="row">
        {[words.row, words.code, words.record, words.does, words.what].map((word) => (
          <span key={word} role="columnheader">
            {word}
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="im-line im-one"
              role="row"
              aria-rowindex={item.index + 2}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <span role="cell" className="num q">
                {row.row}
              </span>
              <span role="cell" className="mono">
                {row.code === '' ? <span className="q">{words.newRecord}</span> : row.code}
              </span>
              <span role="cell">{row.title}</span>
              <span role="cell">
                <StatusMark kind={kinds[row.does].mark} word={words.kinds[row.does]} />
              </span>
              <span role="cell">
                {row.problems.map((problem) => (
                  <p key={`${problem.column} ${problem.sentence}`}>
                    <b>{problem.column}</b> {problem.sentence}
                  </p>
                ))}
                {row.changes.map((change) => (
                  <p key={change.column}>
                    <b>{change.column}</b>{' '}
                    {row.does === 'change' ? (
                      <>
                        <s>{change.before === '' ? words.empty : change.before}</s>
                        {' → '}
                      </>
                    ) : null}
                    {change.after === '' ? <i>{words.empty}</i> : change.after}
                  </p>
                ))}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
