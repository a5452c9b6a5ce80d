import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { EvidenceItem } from '../api/client.ts';
import { StatusMark } from '../parts/status.tsx';
import { day } from '../words/en.ts';
import { bytesWord, evidence as words } from '../words/en-evidence.ts';
import { today } from './days.ts';

const rowHeight = 42;

/** How an item stands today, in a shape and a word. */
export function EvidenceStatus({ item, tag = false }: { readonly item: EvidenceItem; readonly tag?: boolean }) {
  const isStale = item.state === 'ready' && item.freshUntil !== null && item.freshUntil < today();
  return isStale ? (
    <StatusMark kind="stale" word={words.stale} tag={tag} />
  ) : (
    <StatusMark kind={words.marks[item.state]} word={words.states[item.state]} tag={tag} />
  );
}

const dayMs = 86_400_000;

/** The period covered, as a bar over twelve months that end with this one. */
function Covers({ item }: { readonly item: EvidenceItem }) {
  const { periodStart, periodEnd } = item;
  if (periodStart === null || periodEnd === null) return <span className="q">–</span>;
  const now = new Date();
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const start = Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth() + 1, 1);
  const part = (at: number): number => (Math.min(end, Math.max(start, at)) - start) / (end - start);
  const from = part(Date.parse(periodStart));
  const to = part(Date.parse(periodEnd) + dayMs);
  return (
    <span className="ev-axis" title={`${day(periodStart)} – ${day(periodEnd)}`}>
      <span className="vh">{`${day(periodStart)} – ${day(periodEnd)}`}</span>
      <i style={{ left: `${from * 98}%`, width: `max(2px, ${(to - from) * 100}%)` }} />
    </span>
  );
}

export function EvidenceRows({
  items,
  narrow,
  openCode,
  sort,
  setSort,
  open,
  more,
}: {
  readonly items: readonly EvidenceItem[];
  readonly narrow: boolean;
  readonly openCode: string | undefined;
  readonly sort: string;
  readonly setSort: (sort: string) => void;
  readonly open: (code: string) => void;
  readonly more: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
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
  const template = narrow ? 'minmax(0, 1fr) 110px 124px' : 'minmax(0, 1fr) 150px 110px 110px 90px 140px';
  const head = (label: string, by: string) => (
    <span role="columnheader" aria-sort={sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none'}>
      <button type="button" onClick={() => setSort(sort === `-${by}` ? by : `-${by}`)}>
        {label} {sort === by ? '↑' : sort === `-${by}` ? '↓' : ''}
      </button>
    </span>
  );
  return (
    <div
      ref={scroller}
      className="vt ev"
      role="grid"
      aria-label={words.title}
      aria-rowcount={items.length + 1}
      tabIndex={-1}
    >
      <div className="hd" role="row" style={{ gridTemplateColumns: template }}>
        {head(words.item, 'code')}
        <span role="columnheader">{words.covers}</span>
        {narrow ? null : (
          <>
            {head(words.uploaded, 'uploadedAt')}
            <span role="columnheader">{words.until}</span>
            <span role="columnheader">{words.size}</span>
          </>
        )}
        <span role="columnheader">{words.status}</span>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={item.id}
              role="row"
              className="rw"
              tabIndex={0}
              aria-rowindex={row.index + 2}
              aria-selected={item.code === openCode}
              style={{ gridTemplateColumns: template, top: row.start }}
              onClick={() => open(item.code)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') open(item.code);
                const step =
                  event.key === 'ArrowDown' || event.key === 'j'
                    ? 'nextElementSibling'
                    : event.key === 'ArrowUp' || event.key === 'k'
                      ? 'previousElementSibling'
                      : null;
                const other = step === null ? null : event.currentTarget[step];
                if (other instanceof HTMLElement) {
                  event.preventDefault();
                  other.focus();
                }
              }}
            >
              <span role="gridcell">
                <span className="ell ev-name">{item.name}</span>
                <span className="ell sm q">
                  <span className="mono">{item.code}</span> {item.source?.system ?? words.noSource}
                </span>
              </span>
              <span role="gridcell">
                <Covers item={item} />
              </span>
              {narrow ? null : (
                <>
                  <span role="gridcell" className="m num">
                    {day(item.uploadedAt)}
                  </span>
                  <span role="gridcell" className="m num">
                    {day(item.freshUntil)}
                  </span>
                  <span role="gridcell" className="m num">
                    {bytesWord(item.size)}
                  </span>
                </>
              )}
              <span role="gridcell">
                <EvidenceStatus item={item} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
