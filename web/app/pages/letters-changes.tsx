import { useQuery } from '@tanstack/react-query';
import { ask, type Shape } from '../api/client.ts';
import { Compared } from '../parts/compared.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { letters as words } from '../words/en-letters.ts';

/** What the letters say now and did not say when they were handed over, word by word. digest: of what they say now */
export function LettersChanges({
  base,
  since,
  digest,
}: {
  readonly base: string;
  readonly since: number;
  readonly digest: string;
}) {
  const compared = useQuery({
    queryKey: [base, 'compare', since, digest],
    queryFn: ({ signal }) => ask<Shape<'letters.compare'>>('GET', `${base}/compare?from=${since}`, { signal }),
  });
  if (compared.isError) return <Failed error={compared.error} retry={() => void compared.refetch()} />;
  if (compared.data === undefined) return <Waiting />;
  const { items } = compared.data;
  return (
    <article className="lt-paper">
      <h2>{words.changesOf(since)}</h2>
      {items.length === 0 ? <p>{words.unchanged}</p> : null}
      {items.map((one) => (
        <section key={`${one.subservice} ${one.letter} ${one.id}`}>
          <h3>
            {one.subservice === null ? words[one.letter] : words.by(words[one.letter], one.subservice)},{' '}
            {one.id === 'title' ? words.letterTitle : one.id}
          </h3>
          <p className="lt-compared">
            <Compared pieces={one.pieces} />
          </p>
        </section>
      ))}
    </article>
  );
}
