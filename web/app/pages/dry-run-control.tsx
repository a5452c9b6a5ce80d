import type { Shape } from '../api/client.ts';
import { Link } from '@tanstack/react-router';
import { StatusMark } from '../parts/status.tsx';
import { day } from '../words/en.ts';
import { dryRun as words } from '../words/en-dry-run.ts';

export type DryRun = Shape<'dry-run.read'>;
type Control = DryRun['controls'][number];
type Account = DryRun['accounts'][number];

/** “The company”, “and”, a full stop: words that lead from one tested passage to the next. */
function isJoining(text: string): boolean {
  return (text.match(/\p{L}+/gu)?.length ?? 0) < 3;
}

/** One control on the report's paper, and beneath it what only management is told. */
export function DryRunControl({
  control,
  accounts,
}: {
  readonly control: Control;
  readonly accounts: readonly Account[];
}) {
  const mine = accounts.filter((one) => control.accounts.includes(one.code));
  const needs = new Map(
    control.tests.filter((test) => test.automatic).flatMap((test) => test.needs.map((need) => [need.kind, need])),
  );
  return (
    <>
      <article className="page dry-paper" aria-label={`${control.code} ${control.title}`}>
        <span className="dry-stamp">{words.stamp}</span>
        <h2>
          {control.code} {control.title}
        </h2>
        <p className="sans">
          {words.criteria} {control.criteria.join(', ')}
        </p>
        <p className="sans">{control.statement}</p>
        {control.tests.length === 0 ? <p>{words.noTest}</p> : null}
        {control.tests.map((test) => (
          <Test key={test.procedure} test={test} />
        ))}
      </article>
      <section className="card">
        <div className="hd">
          <h2>{words.written}</h2>
          <span className="sp" />
          <Link to="/m/controls" search={{ open: control.code }}>
            {words.change(control.code)}
          </Link>
        </div>
        <div className="bd">
          <p className="dry-words">
            {control.passages.map((one, index) =>
              one.tested || control.tests.length === 0 || isJoining(one.text) ? (
                <span key={index}>{one.text}</span>
              ) : (
                <mark key={index}>{one.text}</mark>
              ),
            )}
          </p>
          {control.tests.length === 0 ? null : <p className="hint">{words.untested}</p>}
          <Readings readings={control.readings} />
        </div>
      </section>
      {needs.size === 0 ? null : (
        <section className="card">
          <div className="hd">
            <h2>{words.needs}</h2>
          </div>
          <div className="bd">
            <ul className="dry-said two">
              {[...needs.values()].map(({ kind, title, noun, held }) => (
                <li key={kind}>
                  {held === null ? (
                    <>
                      <StatusMark kind="missing" word={words.lacking(title)} />
                      <Link to="/m/populations">{words.make}</Link>
                    </>
                  ) : (
                    <>
                      <StatusMark kind="met" word={held.title} />
                      <Link to="/m/populations/$id" params={{ id: held.id }}>
                        {words.held(held.code, held.records, noun)}
                      </Link>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {mine.length === 0 ? null : <DryRunAccounts accounts={mine} title={words.accounts.on} />}
    </>
  );
}

function Test({ test }: { readonly test: Control['tests'][number] }) {
  const { result } = test;
  return (
    <section className="dry-test" aria-label={test.procedure}>
      <div>
        <p>
          <i>{test.opening}</i> {test.says}
        </p>
      </div>
      <aside>
        {result === null ? (
          <p className="sans">{test.automatic ? words.noResult : words.byPerson}</p>
        ) : (
          <>
            <p>
              <b>{result.result}</b>
            </p>
            {result.beneath.map((sentence) => (
              <p key={sentence} className="sans">
                {sentence}
              </p>
            ))}
            {result.declared?.map((one) => (
              <p key={one.code} className="sans">
                {words.byDeclared(one.records, one.code)}
              </p>
            ))}
            <p className="sans">
              {words.selfTest(result.code)}, {day(result.madeAt)}
            </p>
          </>
        )}
      </aside>
    </section>
  );
}

/** What a statement says of itself; a person looks. narrow: in a drawer, without the names of the rules */
export function Readings({
  readings,
  narrow = false,
}: {
  readonly readings: Control['readings'];
  readonly narrow?: boolean;
}) {
  return (
    <ul className={`dry-said${narrow ? ' dry-narrow' : ''}`}>
      {readings.map((one) => (
        <li key={`${one.id} ${one.sentence}`}>
          <StatusMark
            kind={one.outcome === 'holds' ? 'met' : 'missing'}
            word={one.outcome === 'holds' ? words.holds : words.look}
          />
          <b>{words.readings[one.id]}</b>
          <span>{one.sentence}</span>
        </li>
      ))}
    </ul>
  );
}

/** Accounts declared beforehand, and what each declaration leaves open. */
export function DryRunAccounts({
  accounts,
  title = words.accounts.title,
}: {
  readonly accounts: readonly Account[];
  readonly title?: string;
}) {
  return (
    <section className="card">
      <div className="hd">
        <h2>{title}</h2>
        <span className="sp" />
        <Link to="/m/registers/$register" params={{ register: 'special-accounts' }} search={{ open: 'new' }}>
          {words.accounts.declare}
        </Link>
      </div>
      <div className="bd">
        <p className="m">{accounts.length === 0 ? words.accounts.none : words.accounts.help}</p>
        <ul className="dry-said">
          {accounts.map((one) => (
            <li key={one.code}>
              <Link to="/m/registers/$register" params={{ register: 'special-accounts' }} search={{ open: one.code }}>
                {one.code}
              </Link>
              <b className="mono">{one.account}</b>
              <span>
                {one.title}, {one.system}. {words.accounts.kinds[one.kind]}.{' '}
                {one.ask.length === 0 ? words.accounts.whole : one.ask.join(' ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
