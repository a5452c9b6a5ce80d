import { useQuery } from '@tanstack/react-query';
import { ask, type History, type Register } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Pair } from '../parts/pair.tsx';
import { Failed } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { en, initials, moment } from '../words/en.ts';

/** Who changed what of a record, when and why, with the receipt of each change. */
export function HistoryList({
  register,
  base,
  id,
}: {
  readonly register: Register;
  readonly base: string;
  readonly id: string;
}) {
  const { membership } = useStanding();
  const history = useQuery({
    queryKey: [membership.organizationId, register.name, 'history', id],
    queryFn: ({ signal }) => ask<History>('GET', `${base}/${id}/history`, { signal }),
  });
  const labels = new Map(register.fields.map((field) => [field.name, field.label]));
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  return (
    <ol className="stackv">
      {history.data?.items.map((entry) => (
        <li key={entry.version} className="card" style={{ padding: 12 }}>
          <div className="row">
            <span className="ava">{initials(entry.by.name)}</span>
            <b>{entry.by.name}</b>
            <span className="q sm">{moment(entry.at)}</span>
            <span className="sp" />
            <span className="pill">{en.drawer.version(entry.version)}</span>
          </div>
          {entry.why === null ? null : (
            <p className="serif" style={{ margin: '6px 0' }}>
              {entry.why}
            </p>
          )}
          <dl className="kv" style={{ marginTop: 6 }}>
            {entry.changes.map((change) => (
              <Pair key={change.field} name={labels.get(change.field) ?? change.field}>
                {change.before === null || change.before === undefined ? null : (
                  <span className="diff-del">{plain(change.before)}</span>
                )}{' '}
                <span className="diff-add">{plain(change.after)}</span>
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
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value);
}
