import { en, initials, moment, textOf } from '../words/en.ts';
import { Pair } from './pair.tsx';
import { StatusMark } from './status.tsx';

interface Entry {
  readonly version: number;
  readonly at: string;
  readonly by: { readonly name: string };
  readonly why: string | null;
  readonly changes: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[];
  readonly receipt: { readonly index: number; readonly digest: string };
}

/** Versions of something, each with who, when, why, what changed and the receipt. nameOf: a field as people call it */
export function HistoryEntries({
  entries,
  nameOf,
}: {
  readonly entries: readonly Entry[];
  readonly nameOf: (field: string) => string;
}) {
  return (
    <ol className="stackv">
      {entries.map((entry) => (
        <li key={entry.version} className="card bd">
          <div className="row">
            <span className="ava">{initials(entry.by.name)}</span>
            <b>{entry.by.name}</b>
            <span className="q sm">{moment(entry.at)}</span>
            <span className="sp" />
            <span className="pill">{en.drawer.version(entry.version)}</span>
          </div>
          {entry.why === null ? null : <p className="serif why-said">{entry.why}</p>}
          <dl className="kv">
            {entry.changes.map(({ field, before, after }) => (
              <Pair key={field} name={nameOf(field)}>
                {before === null || before === undefined ? null : <span className="diff-del">{plain(before)}</span>}{' '}
                <span className="diff-add">{plain(after)}</span>
              </Pair>
            ))}
          </dl>
          <span className="rc">
            <StatusMark kind="met" word="" />
            {en.drawer.receipt(entry.receipt.index)} · {entry.receipt.digest.slice(0, 4)}…
            {entry.receipt.digest.slice(-4)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.join(', ') || '–';
  if (typeof value !== 'object') return textOf(value);
  return Object.values(value)
    .filter((one) => one !== null)
    .join(', ');
}
