import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count } from '../words/en.ts';
import { readiness } from '../words/en-readiness.ts';
import './readiness.css';

type Gaps = Shape<'readiness.gaps'>;
type Gap = Gaps['items'][number];

const words = readiness.gaps;
const marks: Readonly<Record<string, string>> = {
  'criterion-without-control': 'missing',
  'control-without-criterion': 'missing',
  'control-without-owner': 'missing',
  'control-draft': 'missing',
  'evidence-missing': 'stale',
  overdue: 'overdue',
};

/** What is missing, one sentence each, and where it is mended. */
export function GapsPage() {
  const { membership } = useStanding();
  const gaps = useQuery({
    queryKey: [membership.organizationId, 'gaps'],
    queryFn: ({ signal }) => ask<Gaps>('GET', `/organizations/${membership.organizationId}/gaps`, { signal }),
  });
  const [only, setOnly] = useState<string | null>(null);
  const items = gaps.data?.items ?? [];
  const kinds = [...new Set(items.map((gap) => gap.kind))];
  return (
    <div className="body">
      <div className="head" style={{ paddingBottom: 8 }}>
        <div>
          <h1>{words.title}</h1>
          <div className="sub wrap">{words.help}</div>
        </div>
      </div>
      {gaps.isError ? <Failed error={gaps.error} retry={() => void gaps.refetch()} /> : null}
      {gaps.isPending ? <Waiting rows={12} /> : null}
      {gaps.data !== undefined && items.length === 0 ? <Empty sentence={words.none} /> : null}
      {items.length === 0 ? null : (
        <>
          <div className="row gap6 lib-bar">
            <button
              type="button"
              aria-pressed={only === null}
              className={`chip${only === null ? ' on' : ''}`}
              onClick={() => setOnly(null)}
            >
              {words.all}
              <span className="num">{count(items.length)}</span>
            </button>
            {kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                aria-pressed={only === kind}
                className={`chip${only === kind ? ' on' : ''}`}
                onClick={() => setOnly(kind)}
              >
                <StatusMark kind={marks[kind] ?? 'missing'} word={words.short[kind] ?? kind} />
                <span className="num">{count(items.filter((gap) => gap.kind === kind).length)}</span>
              </button>
            ))}
          </div>
          <div className="pad stackv">
            {kinds
              .filter((kind) => only === null || only === kind)
              .map((kind) => (
                <Kind key={kind} kind={kind} gaps={items.filter((gap) => gap.kind === kind)} />
              ))}
          </div>
        </>
      )}
    </div>
  );
}

/** Rows beyond the first are shown on demand, so that a long kind does not bury the next. */
const first = 12;

function Kind({ kind, gaps }: { readonly kind: string; readonly gaps: readonly Gap[] }) {
  const [all, setAll] = useState(false);
  const rows = all ? gaps : gaps.slice(0, first);
  return (
    <section className="card">
      <div className="hd">
        <StatusMark kind={marks[kind] ?? 'missing'} word="" />
        <h2>{words.kinds[kind] ?? kind}</h2>
        <span className="pill num">{count(gaps.length)}</span>
      </div>
      <table className="gaps">
        <tbody>
          {rows.map((gap) => (
            <tr key={`${keyOf(gap)} ${gap.sentence}`}>
              <td className="id">{keyOf(gap)}</td>
              <td className="long">{gap.sentence}</td>
              <td className="mono q sm">{gap.rule ?? ''}</td>
              <td className="n">
                <Mend gap={gap} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {gaps.length > rows.length ? (
        <button type="button" className="gaps-more" onClick={() => setAll(true)}>
          {words.all} {count(gaps.length)}
        </button>
      ) : null}
    </section>
  );
}

function keyOf({ subject }: Gap): string {
  return 'criterion' in subject ? subject.criterion : subject.code;
}

function Mend({ gap: { subject } }: { readonly gap: Gap }) {
  if ('criterion' in subject) {
    return (
      <Link
        to="/m/controls/library"
        search={{ q: subject.criterion }}
        aria-label={`${words.find}: ${subject.criterion}`}
      >
        {words.find}
      </Link>
    );
  }
  const label = `${words.open} ${subject.code}`;
  return subject.register === 'controls' ? (
    <Link to="/m/controls" search={{ open: subject.code }} aria-label={label}>
      {words.open}
    </Link>
  ) : (
    <Link
      to="/m/registers/$register"
      params={{ register: subject.register }}
      search={{ open: subject.code }}
      aria-label={label}
    >
      {words.open}
    </Link>
  );
}
