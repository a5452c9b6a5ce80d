import type { ReactNode } from 'react';

/** A name and what belongs to it, in a list of such pairs (`dl.kv`). */
export function Pair({
  name,
  long = false,
  children,
}: {
  readonly name: string;
  readonly long?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd
        className={long ? 'serif' : ''}
        style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', ...(long && { fontSize: 14, lineHeight: '21px' }) }}
      >
        {children}
      </dd>
    </>
  );
}
