import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Refused } from '../parts/forms.tsx';
import { Act, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { moment } from '../words/en.ts';
import { letters as words } from '../words/en-letters.ts';
import { LettersChanges } from './letters-changes.tsx';
import { LettersForm } from './letters-form.tsx';
import { LettersGiven } from './letters-given.tsx';
import { LetterPaper, LetterPoints } from './letters-paper.tsx';
import './letters.css';

export type Letters = Shape<'letters.read'>;
export type Said = Letters['said'];

/** Assertion and representation letter as they are drafted, what is open, and what somebody has to say. */
export function LettersPage() {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/letters`;
  const key = [membership.organizationId, 'letters'];
  const read = useQuery({ queryKey: key, queryFn: ({ signal }) => ask<Letters>('GET', base, { signal }) });
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting />;
  return <Drafts letters={read.data} base={base} queryKey={key} />;
}

function Drafts({
  letters,
  base,
  queryKey,
}: {
  readonly letters: Letters;
  readonly base: string;
  readonly queryKey: readonly string[];
}) {
  const queries = useQueryClient();
  const [shown, setShown] = useState<{
    readonly code: string | null;
    readonly letter: 'assertion' | 'representations';
  }>({
    code: null,
    letter: 'assertion',
  });
  const [draft, setDraft] = useState<{ readonly version: number; readonly said: Said } | null>(null);
  const [beside, setBeside] = useState<{ readonly what: 'given' | 'changes'; readonly number: number } | null>(null);
  useEffect(() => {
    if (draft === null) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [draft]);
  const isStale = draft !== null && draft.version !== letters.version;
  const again = () => queries.invalidateQueries({ queryKey });
  const save = useMutation({
    mutationFn: ({ version, said }: { readonly version: number; readonly said: Said }) =>
      ask('PUT', base, { version, body: said }),
    onSuccess: () => setDraft(null),
    onSettled: again,
  });
  const ready = useMutation({
    mutationFn: () => ask('POST', `${base}/ready`, { body: { digest: letters.digest } }),
    onSettled: again,
  });
  const reason =
    draft !== null ? words.readySaved : letters.open.length > 0 ? words.readyOpen(letters.open.length) : null;
  const latest = letters.ready[0];
  const offered = lettersOf(letters);
  // An organization may have left the register meanwhile: then management's assertion is shown.
  const current = offered.find(({ code, letter }) => code === shown.code && letter === shown.letter) ?? offered[0];
  const failure = isStale ? ready.error : (save.error ?? ready.error);
  return (
    <div className="lt">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub">{words.sub}</div>
        </div>
        <span className="sp" />
        <Refused error={failure instanceof ApiError ? failure : null} />
        {letters.allowed.ready && latest?.stands !== true ? (
          <Act primary allowed={reason === null && !ready.isPending} reason={reason} onClick={() => ready.mutate()}>
            {words.ready}
          </Act>
        ) : null}
      </div>
      <div className="lt-body">
        <div className="lt-paper-side">
          <div className="lt-bar" role="group" aria-label={words.which}>
            {beside === null ? null : (
              <button type="button" className="b s" onClick={() => setBeside(null)}>
                {words.back}
              </button>
            )}
            {offered.map(({ code, letter, word }) => {
              const isShown = beside === null && current.code === code && current.letter === letter;
              return (
                <button
                  key={`${code} ${letter}`}
                  type="button"
                  className={isShown ? 'chip on' : 'chip'}
                  aria-pressed={isShown}
                  onClick={() => {
                    setShown({ code, letter });
                    setBeside(null);
                  }}
                >
                  {word}
                </button>
              );
            })}
          </div>
          {beside === null ? (
            <LetterPaper letter={current.paper} />
          ) : beside.what === 'given' ? (
            <LettersGiven base={base} number={beside.number} />
          ) : (
            <LettersChanges base={base} since={beside.number} digest={letters.digest} />
          )}
        </div>
        <div className="lt-say">
          <section>
            <h2>{words.open}</h2>
            {letters.open.length === 0 ? (
              <p className="hint">
                <StatusMark kind="met" word={words.nothingOpen} />
              </p>
            ) : (
              <LetterPoints points={letters.open} kind="missing" />
            )}
          </section>
          <LettersForm
            key={letters.version}
            said={draft?.said ?? letters.said}
            subservices={letters.subservices}
            allowed={letters.allowed.write}
            change={(said) => setDraft({ version: draft?.version ?? letters.version, said })}
            state={save.isPending ? 'saving' : draft === null ? 'saved' : 'unsaved'}
            save={() => (draft === null || isStale ? undefined : save.mutate(draft))}
            discard={() => setDraft(null)}
          />
          {isStale ? (
            <div className="card lt-stale" role="alert">
              <p>{words.stale}</p>
              <div className="row gap6">
                <button
                  type="button"
                  className="b s"
                  onClick={() => setDraft({ version: letters.version, said: draft.said })}
                >
                  {words.keepMine}
                </button>
                <button type="button" className="b s" onClick={() => setDraft(null)}>
                  {words.takeTheirs}
                </button>
              </div>
            </div>
          ) : null}
          <section>
            <h2>{words.given}</h2>
            {letters.ready.length === 0 ? <p className="hint">{words.never}</p> : null}
            <ul className="lt-open">
              {letters.ready.map((one) => {
                const name = words.number(one.number, moment(one.at), one.by);
                return (
                  <li key={one.number}>
                    <StatusMark
                      kind={one.stands ? 'met' : 'stale'}
                      word={`${name}: ${one.stands ? words.stands : one.digest === letters.digest ? words.fallen : words.otherwise}`}
                    />
                    <button
                      type="button"
                      className="b s"
                      onClick={() => setBeside({ what: 'given', number: one.number })}
                    >
                      {words.read} <span className="vh">{name}</span>
                    </button>
                    {one.digest === letters.digest ? null : (
                      <button
                        type="button"
                        className="b s"
                        onClick={() => setBeside({ what: 'changes', number: one.number })}
                      >
                        {words.changes} <span className="vh">{name}</span>
                      </button>
                    )}
                  </li>
                );
              })}
            </ul>
            {letters.fallen.length === 0 ? null : (
              <>
                <h3>{words.why}</h3>
                <LetterPoints points={letters.fallen} kind="stale" />
              </>
            )}
          </section>
        </div>
      </div>
    </div>
  );
}

interface Offered {
  readonly code: string | null;
  readonly letter: 'assertion' | 'representations';
  readonly word: string;
  readonly paper: Letters['assertion'];
}

/** Management's own first, then those of each inclusive subservice organization. */
function lettersOf({ assertion, representations, subservices }: Letters): readonly [Offered, ...Offered[]] {
  return [
    { code: null, letter: 'assertion', word: words.assertion, paper: assertion },
    { code: null, letter: 'representations', word: words.representations, paper: representations },
    ...subservices.flatMap((one): Offered[] =>
      (['assertion', 'representations'] as const).map((letter) => ({
        code: one.code,
        letter,
        word: words.by(words[letter], one.title),
        paper: one[letter],
      })),
    ),
  ];
}
