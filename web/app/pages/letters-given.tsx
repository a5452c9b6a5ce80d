import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { Failed, Waiting } from '../parts/states.tsx';
import { moment } from '../words/en.ts';
import { letters as words } from '../words/en-letters.ts';
import { LetterPaper } from './letters-paper.tsx';

/** The letters as they were handed over: the exact text its digest is of. */
export function LettersGiven({ base, number }: { readonly base: string; readonly number: number }) {
  const given = useQuery({
    queryKey: [base, 'given', number],
    queryFn: ({ signal }) => ask<Shape<'letters.given'>>('GET', `${base}/ready/${number}`, { signal }),
  });
  if (given.isError) return <Failed error={given.error} retry={() => void given.refetch()} />;
  if (given.data === undefined) return <Waiting />;
  const { at, by, digest, assertion, representations, subservices } = given.data;
  return (
    <>
      <p className="lt-given">
        {words.number(number, moment(at), by)}. {words.digest} <code>{digest}</code>
      </p>
      <LetterPaper letter={assertion} />
      <LetterPaper letter={representations} />
      {subservices.map((one) => (
        <Fragment key={one.code}>
          <LetterPaper letter={one.assertion} />
          <LetterPaper letter={one.representations} />
        </Fragment>
      ))}
    </>
  );
}
