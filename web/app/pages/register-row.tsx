import { type KeyboardEvent, memo } from 'react';
import type { Register, RegisterRecord } from '../api/client.ts';
import { StatusMark } from '../parts/status.tsx';
import { day, en, textOf } from '../words/en.ts';
import { bulk } from '../words/en-bulk.ts';
import { wordOf } from './word-of.ts';

interface RowProps {
  readonly item: RegisterRecord;
  readonly index: number;
  /** pixels from the top of the list */
  readonly start: number;
  readonly template: string;
  readonly columns: readonly Register['fields'][number][];
  readonly state: Register['states'][number] | undefined;
  /** name; null: nobody */
  readonly owner: string | null;
  /** the drawer stands beside: code, title and state alone */
  readonly narrow: boolean;
  readonly isOpen: boolean;
  readonly open: (code: string) => void;
  /** whether it may be chosen with others: none may, it is, it may be, too many are */
  readonly choice: 'none' | 'chosen' | 'open' | 'full';
  readonly choose: (item: RegisterRecord, on: boolean) => void;
}

/** One record of a list. Rendered again only when something of it changed: most stay where they are while a list is scrolled. */
export const Row = memo(function Row({
  item,
  index,
  start,
  template,
  columns,
  state,
  owner,
  narrow,
  isOpen,
  open,
  choice,
  choose,
}: RowProps) {
  return (
    <div
      role="row"
      className="rw"
      tabIndex={0}
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      style={{ gridTemplateColumns: template, top: start }}
      onClick={() => open(item.code)}
      onKeyDown={(event) => (event.key === 'Enter' ? open(item.code) : moveBetweenRows(event))}
    >
      {choice === 'none' ? null : (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- keeps the click of the box from opening the record
        <span role="gridcell" style={{ textOverflow: 'clip' }} onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            aria-label={bulk.one(item.code)}
            checked={choice === 'chosen'}
            disabled={choice === 'full'}
            onKeyDown={(event) => event.stopPropagation()}
            onChange={(event) => choose(item, event.target.checked)}
          />
        </span>
      )}
      <span role="gridcell" className="mono">
        {item.code}
      </span>
      <span role="gridcell" style={{ fontWeight: 500 }}>
        {textOf(item.content['title'])}
      </span>
      {columns.map((field) => (
        <span key={field.name} role="gridcell" className="m">
          {wordOf(field, item.content[field.name])}
        </span>
      ))}
      <span role="gridcell">
        {state === undefined ? item.state : <StatusMark kind={state.mark} word={state.word} />}
      </span>
      {narrow ? null : (
        <>
          <span role="gridcell" className="m">
            {owner ?? <span className="q">{en.list.nobody}</span>}
          </span>
          <span role="gridcell" className="m num">
            {day(item.dueOn)}
          </span>
          <span role="gridcell" className="m num">
            {day(item.changedAt)}
          </span>
        </>
      )}
    </div>
  );
});

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step =
    event.key === 'ArrowDown' || event.key === 'j'
      ? 'nextElementSibling'
      : event.key === 'ArrowUp' || event.key === 'k'
        ? 'previousElementSibling'
        : null;
  const other = step === null ? null : event.currentTarget[step];
  if (!(other instanceof HTMLElement)) return;
  event.preventDefault();
  other.focus();
}
