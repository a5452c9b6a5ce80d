import { Link } from '@tanstack/react-router';
import type { Shape } from '../api/client.ts';
import { StatusMark } from '../parts/status.tsx';
import { letters as words } from '../words/en-letters.ts';

type Letters = Shape<'letters.read'>;

/** Points in sentences, each with the way to the record that says it. */
export function LetterPoints({
  points,
  kind,
}: {
  readonly points: Letters['open'];
  readonly kind: 'missing' | 'stale';
}) {
  return (
    <ul className="lt-open">
      {points.map((one) => (
        <li key={one.sentence}>
          <StatusMark kind={kind} word={one.sentence} />
          {one.register === null || one.code === null ? null : (
            <Link to="/m/registers/$register" params={{ register: one.register }} search={{ open: one.code }}>
              {words.go} <span className="vh">{one.code}</span>
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A line each: name, title, dates. */
const signatures: ReadonlySet<string> = new Set(['ASR-13', 'ASI-05', 'REP-99']);

/** A letter set as a document, the records each paragraph rests on beneath it. */
export function LetterPaper({ letter }: { readonly letter: Letters['assertion'] }) {
  return (
    <article className="lt-paper">
      <h2>{letter.title}</h2>
      {letter.paragraphs.map((one, at) => (
        <section
          key={`${one.id}-${at}`}
          className={one.id === 'own' ? 'lt-own' : signatures.has(one.id) ? 'lt-sign' : ''}
        >
          {one.heading === null ? null : <h3>{one.heading}</h3>}
          {one.id === 'own' || signatures.has(one.id) ? (
            one.text.map((text) => <p key={text}>{text}</p>)
          ) : (
            <p>{one.text.join(' ')}</p>
          )}
          {one.points.length === 0 ? null : (
            <ol>
              {one.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ol>
          )}
          {one.rests.length === 0 ? null : (
            <p className="lt-rests">
              {words.rests}{' '}
              {one.rests.slice(0, 12).map((fact) => (
                <Link
                  key={`${fact.register}/${fact.code}`}
                  to="/m/registers/$register"
                  params={{ register: fact.register }}
                  search={{ open: fact.code }}
                  title={fact.title}
                >
                  {fact.code}
                </Link>
              ))}
              {one.rests.length > 12 ? `+${one.rests.length - 12}` : null}
            </p>
          )}
        </section>
      ))}
    </article>
  );
}
