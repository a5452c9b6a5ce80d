import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/** A part of the account page. */
export function Card({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="card">
      <div className="hd">
        <h2>{title}</h2>
        <span className="sp" />
        {aside}
      </div>
      <div className="bd stackv">{children}</div>
    </section>
  );
}

/** After a change of what one proves oneself with. */
export function useAfter(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      [['factors'], ['passkeys'], ['foreign-accounts'], ['sessions'], ['session']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
}
