import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import { en } from '../words/en.ts';
import { StatusMark } from './status.tsx';

/** Nothing here yet: one sentence and the first action. */
export function Empty({ sentence, children }: { readonly sentence: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{sentence}</p>
      {children}
    </div>
  );
}

/** What went wrong, where, and what now. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <div className="empty" role="alert">
      <StatusMark kind="overdue" word={problem?.detail ?? en.problem.offline} />
      {problem?.next === undefined ? null : <p className="m">{problem.next}</p>}
      {problem === null || problem.instance === '' ? null : (
        <p className="q sm">
          {en.problem.request} <span className="mono">{problem.instance.replace('urn:uuid:', '')}</span>
        </p>
      )}
      {retry === undefined ? null : (
        <button type="button" className="b" onClick={retry}>
          {en.problem.retry}
        </button>
      )}
    </div>
  );
}

/** Still rows under the real head, so that nothing jumps. */
export function Waiting({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className="pad" aria-busy="true">
      <span className="vh">{en.loading}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="row" style={{ height: 32 }}>
          <span className="skel" style={{ width: 64 }} />
          <span className="skel" style={{ width: `${40 - index * 3}%` }} />
        </div>
      ))}
    </div>
  );
}

/** What cannot be done now is shown, with the server's reason. */
export function Act({
  allowed,
  reason,
  primary = false,
  onClick,
  children,
}: {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly primary?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <span className="row gap6">
      {allowed || reason === null ? null : <span className="why sm">{reason}</span>}
      <button
        type="button"
        className={`b${primary ? ' p' : ''}`}
        aria-disabled={!allowed}
        onClick={() => (allowed ? onClick() : undefined)}
      >
        {allowed ? null : <StatusMark kind="blocked" word="" />}
        {children}
      </button>
    </span>
  );
}
