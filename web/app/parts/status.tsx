import type { ReactNode } from 'react';

const line = { stroke: 'currentColor', fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

/** The shapes of status, ours: a status is a shape, a word, then a colour. */
const shapes: Readonly<Record<string, { readonly tone: string; readonly shape: ReactNode }>> = {
  met: { tone: 'met', shape: <path {...line} strokeWidth="2" d="M2.6 8.8 6 12.4 13.4 3.4" /> },
  deviation: {
    tone: 'dev',
    shape: (
      <>
        <path fill="currentColor" d="M8 .8 15.2 8 8 15.2.8 8z" />
        <path
          stroke="var(--surface)"
          strokeWidth="1.6"
          strokeLinecap="round"
          d="M5.9 5.9 10.1 10.1M10.1 5.9 5.9 10.1"
        />
      </>
    ),
  },
  'met-with-deviations': {
    tone: 'stale',
    shape: (
      <>
        <path {...line} strokeWidth="2" d="M1.6 7.8 4.6 11 10.6 3.2" />
        <path fill="currentColor" d="M12.2 8.6 15.2 11.6 12.2 14.6 9.2 11.6z" />
      </>
    ),
  },
  'not-applicable': { tone: 'idle', shape: <path {...line} strokeWidth="1.6" d="M3 8h10" /> },
  'no-occurrence': { tone: 'idle', shape: <path {...line} strokeWidth="1.6" d="M3 8h10M3 5.2v5.6M13 5.2v5.6" /> },
  returned: {
    tone: 'stale',
    shape: (
      <>
        <path {...line} strokeWidth="1.6" d="M8 2.2 14.6 13.6H1.4z" />
        <path {...line} strokeWidth="1.6" d="M8 6.6v3" />
        <circle cx="8" cy="11.6" r=".6" fill="currentColor" />
      </>
    ),
  },
  missing: { tone: 'idle', shape: <circle {...line} strokeWidth="1.5" cx="8" cy="8" r="5.4" /> },
  unable: {
    tone: 'unable',
    shape: (
      <>
        <circle {...line} strokeWidth="1.6" cx="8" cy="8" r="5.8" />
        <path {...line} strokeWidth="1.6" d="M4 12 12 4" />
      </>
    ),
  },
  stale: {
    tone: 'stale',
    shape: (
      <>
        <circle {...line} strokeWidth="1.6" strokeDasharray="2.6 2.1" cx="8" cy="8" r="5.9" />
        <path {...line} strokeWidth="1.6" d="M8 5v3.2l2 1.4" />
      </>
    ),
  },
  blocked: {
    tone: 'blocked',
    shape: (
      <>
        <rect x="2.6" y="7" width="10.8" height="7.4" rx="1.6" fill="currentColor" />
        <path {...line} strokeWidth="1.7" d="M5 7V5a3 3 0 0 1 6 0v2" />
      </>
    ),
  },
  open: {
    tone: 'open',
    shape: (
      <>
        <circle {...line} strokeWidth="1.5" cx="8" cy="8" r="5.6" />
        <path fill="currentColor" d="M8 4.2a3.8 3.8 0 0 1 0 7.6z" />
      </>
    ),
  },
  overdue: {
    tone: 'dev',
    shape: (
      <>
        <rect x="1.4" y="1.4" width="13.2" height="13.2" rx="3" fill="currentColor" />
        <path stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" d="M8 4.4v4.4" />
        <circle cx="8" cy="11.5" r="1" fill="var(--surface)" />
      </>
    ),
  },
  signed: {
    tone: 'signed',
    shape: (
      <>
        <path
          fill="currentColor"
          d="M8 .9l1.7 1.4 2.2-.3.8 2.1 2.1.8-.3 2.2L15.9 8l-1.4 1.7.3 2.2-2.1.8-.8 2.1-2.2-.3L8 15.9l-1.7-1.4-2.2.3-.8-2.1-2.1-.8.3-2.2L.1 8l1.4-1.7-.3-2.2 2.1-.8.8-2.1 2.2.3z"
          transform="translate(.6 .6) scale(.925)"
        />
        <path
          stroke="var(--surface)"
          strokeWidth="1.6"
          fill="none"
          strokeLinecap="round"
          d="M4.8 8.2 7.1 10.6 11.3 5.6"
        />
      </>
    ),
  },
};

/** A status with its word; `alone` shows the shape, and says the word to who does not see it; `tag` lays it on its soft ground. */
export function StatusMark({
  kind,
  word,
  alone = false,
  tag = false,
}: {
  readonly kind: string;
  readonly word: string;
  readonly alone?: boolean;
  readonly tag?: boolean;
}) {
  const { tone, shape } = shapes[kind] ?? { tone: 'idle', shape: null };
  return (
    <span className={`${tag ? 'tag' : 'st'} c-${tone}`}>
      <svg
        width="14"
        height="14"
        viewBox="0 0 16 16"
        {...(alone ? { role: 'img', 'aria-label': word } : { 'aria-hidden': true })}
      >
        {shape}
      </svg>
      {alone ? null : word}
    </span>
  );
}

/** The sign: a tick over a double rule. */
export function Sign({ size = 24 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      role="img"
      aria-label="Tickmark"
    >
      <path strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" d="M4.2 10.2 9 15 19.6 2.6" />
      <path strokeWidth="1.3" strokeLinecap="square" d="M4 19.4h16M4 22.2h16" />
    </svg>
  );
}
