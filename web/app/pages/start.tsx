import { IconInfoCircle } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { ApiError, ask, type Shape } from '../api/client.ts';
import { Standing, useRegisters, useSession, useStanding } from '../frame/session.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { Sign, StatusMark } from '../parts/status.tsx';
import { count, day, en } from '../words/en.ts';
import { readiness } from '../words/en-readiness.ts';
import './readiness.css';

type Answers = Shape<'readiness.choose.body'>['answers'];
type Proposal = Shape<'readiness.choose'>;

const words = readiness.start;

/** What do I need: five questions beside what follows from them, and an engagement at the end. */
export function StartPage() {
  const session = useSession();
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (session.data === undefined) return <Waiting />;
  if (session.data === null || session.data.factor === 'needed') return <Navigate to="/sign-in" />;
  return (
    <Standing session={session.data}>
      <Wizard />
    </Standing>
  );
}

const empty: Answers = {
  system: '',
  people: 1,
  askedBy: [],
  customerData: true,
  promises: ['protected'],
  first: true,
  proof: 'unknown',
  prepared: 'some',
  length: 12,
  neededBy: null,
};

/** Answers kept in this browser; what cannot be read is begun anew. */
function kept(key: string): Answers {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return typeof read === 'object' && read !== null ? { ...empty, ...read } : empty;
  } catch {
    return empty;
  }
}

function Wizard() {
  const { membership } = useStanding();
  const { organizationId, side } = membership;
  const key = `tickmark.start.${organizationId}`;
  const [answers, setAnswers] = useState(() => kept(key));
  const { question }: { question?: string } = useParams({ strict: false });
  const at = Math.min(Math.max(1, Number(question ?? 1) || 1), words.questions.length);
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [at]);
  const change = (part: Partial<Answers>): void => {
    const next = { ...answers, ...part };
    setAnswers(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // No storage: the answers hold as long as the page.
    }
  };
  const asked = { ...answers, system: answers.system.trim() || words.questions[0]?.name || '' };
  const proposal = useQuery({
    queryKey: [organizationId, 'chooser', JSON.stringify(asked)],
    queryFn: ({ signal }) =>
      ask<Proposal>('POST', `/organizations/${organizationId}/readiness/chooser`, { body: { answers: asked }, signal }),
    placeholderData: keepPreviousData,
    enabled: side === 'management',
    retry: false,
  });
  // Read once, to say beside each promise what it would bring.
  const all = useQuery({
    queryKey: [organizationId, 'chooser', 'all'],
    queryFn: ({ signal }) =>
      ask<Proposal>('POST', `/organizations/${organizationId}/readiness/chooser`, {
        body: {
          answers: {
            ...empty,
            system: '–',
            askedBy: ['customers'],
            promises: words.promises.options.map((option) => option.id),
          },
        },
        signal,
      }),
    enabled: side === 'management',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const leave = (): void => void navigate({ to: '/' });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') void navigate({ to: '/' });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate]);
  if (side !== 'management') return <Empty sentence={words.firm} />;
  const onward = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void navigate({ to: '/start/$question', params: { question: String(at + 1) } });
  };
  return (
    <>
      <header className="wz-top">
        <span className="row">
          <Sign size={22} />
          <b style={{ fontSize: 14 }}>{en.product}</b>
        </span>
        <span className="q">{membership.organization}</span>
        <span className="sp" />
        <span className="q sm hide">{words.kept}</span>
        <button type="button" className="b s g" onClick={leave}>
          {words.leave}
          <kbd>Esc</kbd>
        </button>
      </header>
      <div className="wz">
        <nav aria-label={words.title} style={{ display: 'contents' }}>
          <ol className="wz-steps">
            {words.questions.map((one, index) => {
              const n = index + 1;
              return (
                <li key={one.name} className={n === at ? 'now' : n < at ? 'done' : ''}>
                  <Link
                    to="/start/$question"
                    params={{ question: String(n) }}
                    aria-current={n === at ? 'step' : undefined}
                  >
                    <span className="wz-no">{n < at ? <StatusMark kind="met" word="" /> : n}</span>
                    <span>
                      <b>{one.name}</b>
                      <span className="q sm">{one.says}</span>
                    </span>
                  </Link>
                </li>
              );
            })}
          </ol>
        </nav>
        <main className="wz-main">
          <div className="cap">
            {at < words.questions.length ? words.question(at, words.questions.length) : words.result}
          </div>
          <form onSubmit={onward}>
            <Question at={at} answers={answers} change={change} heading={heading} all={all.data} />
            {at === words.questions.length ? (
              <Need answers={answers} proposal={proposal.data} error={proposal.error} />
            ) : (
              <div className="wz-go">
                {at > 1 ? (
                  <Link className="b" to="/start/$question" params={{ question: String(at - 1) }}>
                    {words.back}
                  </Link>
                ) : null}
                <button type="submit" className="b p">
                  {words.go}
                </button>
              </div>
            )}
          </form>
        </main>
        <aside className="wz-aside" aria-label={words.aside.follows}>
          {proposal.data === undefined ? (
            <>
              {proposal.isError ? <Failed error={proposal.error} retry={() => void proposal.refetch()} /> : null}
              {proposal.isPending ? <Waiting rows={6} /> : null}
            </>
          ) : (
            <Follows proposal={proposal.data} />
          )}
          <p className="wall wz-wall">{words.aside.wall}</p>
        </aside>
      </div>
    </>
  );
}

/** One question with its field or its options. */
function Question({
  at,
  answers,
  change,
  heading,
  all,
}: {
  readonly at: number;
  readonly answers: Answers;
  readonly change: (part: Partial<Answers>) => void;
  readonly heading: React.RefObject<HTMLHeadingElement | null>;
  readonly all: Proposal | undefined;
}) {
  const head = (title: string, help: string) => (
    <>
      <h1 className="serif" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="m wz-help">{help}</p>
    </>
  );
  switch (at) {
    case 1:
      return (
        <>
          {head(words.service.title, words.service.help)}
          <label className="f wz-field">
            <span className="lab">{words.service.name}</span>
            <input
              className="in"
              value={answers.system}
              maxLength={200}
              required
              onChange={(event) => change({ system: event.target.value })}
            />
            <span className="hint">{words.service.nameHelp}</span>
          </label>
          <label className="f wz-field">
            <span className="lab">{words.service.people}</span>
            <input
              className="in"
              type="number"
              min={1}
              max={10_000_000}
              value={answers.people}
              onChange={(event) => change({ people: Math.max(1, Math.floor(Number(event.target.value)) || 1) })}
            />
          </label>
          <Option
            type="checkbox"
            name={words.service.data}
            checked={answers.customerData}
            set={(customerData) => change({ customerData })}
          />
        </>
      );
    case 2:
      return (
        <fieldset className="wz-set" aria-label={words.asked.title}>
          {head(words.asked.title, words.asked.help)}
          {words.asked.options.map((option) => {
            const id = option.id;
            return (
              <Option
                key={id}
                type="checkbox"
                name={option.name}
                says={option.says}
                checked={answers.askedBy.includes(id)}
                set={(on) => change({ askedBy: toggled(answers.askedBy, id, on) })}
              />
            );
          })}
        </fieldset>
      );
    case 3:
      return (
        <fieldset className="wz-set" aria-label={words.promises.title}>
          {head(words.promises.title, words.promises.help)}
          {words.promises.options.map((option) => {
            const brings = all?.categories.find((one) => one.id === option.category);
            return (
              <Option
                key={option.id}
                type="checkbox"
                name={option.name}
                says={option.says}
                checked={answers.promises.includes(option.id)}
                set={(on) => change({ promises: toggled(answers.promises, option.id, on) })}
              >
                {brings === undefined ? null : (
                  <span className="wz-cat">
                    {brings.name}
                    <span className="num">+ {count(brings.criteria)}</span>
                  </span>
                )}
              </Option>
            );
          })}
        </fieldset>
      );
    case 4:
      return (
        <fieldset className="wz-set" aria-label={words.proof.title}>
          {head(words.proof.title, words.proof.help)}
          {words.proof.options.map((option) => (
            <Option
              key={option.id}
              type="radio"
              group="proof"
              name={option.name}
              says={option.says}
              checked={answers.proof === option.id}
              set={() => change({ proof: option.id })}
            />
          ))}
          <Option type="checkbox" name={words.proof.first} checked={answers.first} set={(first) => change({ first })} />
          <label className="f wz-field">
            <span className="lab">{words.proof.length}</span>
            <select
              className="in"
              value={answers.length}
              onChange={(event) => change({ length: Number(event.target.value) })}
            >
              {[3, 6, 9, 12].map((months) => (
                <option key={months} value={months}>
                  {months}
                </option>
              ))}
            </select>
          </label>
          <label className="f wz-field">
            <span className="lab">
              {words.proof.by} <span className="opt">{en.drawer.optional}</span>
            </span>
            <input
              className="in"
              type="date"
              value={answers.neededBy ?? ''}
              onChange={(event) => change({ neededBy: event.target.value || null })}
            />
          </label>
        </fieldset>
      );
    case 5:
      return (
        <fieldset className="wz-set" aria-label={words.prepared.title}>
          {head(words.prepared.title, words.prepared.help)}
          {words.prepared.options.map((option) => (
            <Option
              key={option.id}
              type="radio"
              group="prepared"
              name={option.name}
              says={option.says}
              checked={answers.prepared === option.id}
              set={() => change({ prepared: option.id })}
            />
          ))}
        </fieldset>
      );
    default:
      return (
        <h1 className="serif" ref={heading} tabIndex={-1} style={{ marginBottom: 20 }}>
          {words.need.title}
        </h1>
      );
  }
}

function toggled<T>(list: readonly T[], one: T, on: boolean): T[] {
  return on ? [...list, one] : list.filter((other) => other !== one);
}

function Option({
  type,
  group,
  name,
  says,
  checked,
  set,
  children,
}: {
  readonly type: 'checkbox' | 'radio';
  readonly group?: string;
  readonly name: string;
  readonly says?: string;
  readonly checked: boolean;
  readonly set: (on: boolean) => void;
  readonly children?: React.ReactNode;
}) {
  return (
    <label className="wz-opt">
      <input type={type} name={group} checked={checked} onChange={(event) => set(event.target.checked)} />
      <span>
        <b>{name}</b>
        {says === undefined ? null : <span className="m sm">{says}</span>}
      </span>
      {children}
    </label>
  );
}

/** The end: which report, what stands against it, and the engagement as a draft. */
function Need({
  answers,
  proposal,
  error,
}: {
  readonly answers: Answers;
  readonly proposal: Proposal | undefined;
  readonly error: Error | null;
}) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [creation] = useState(() => crypto.randomUUID());
  const registers = useRegisters();
  const start = registers.data?.items.find((one) => one.name === 'engagements')?.allowed.create ?? {
    allowed: false,
    reason: null,
  };
  const begin = useMutation({
    mutationFn: () =>
      ask<{ code: string }>('POST', `/organizations/${membership.organizationId}/readiness/start`, {
        body: { answers },
        creation,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [membership.organizationId] });
      await navigate({ to: '/m' });
    },
  });
  if (proposal === undefined) return error === null ? <Waiting rows={4} /> : <Failed error={error} />;
  const fitting = proposal.reports.filter((report) => report.fits);
  return (
    <>
      {fitting.length === 0 ? <p className="m wz-help">{words.need.none}</p> : null}
      {fitting.map((report) => (
        <section key={report.id} className="card wz-report">
          <div className="row">
            <h2>{report.name}</h2>
            {proposal.engagement !== null && report.id === proposal.report ? (
              <span className="pill">{en.steps.type[proposal.engagement.type]}</span>
            ) : null}
            <span className="sp" />
            <span className="q sm">{report.users === 'general' ? words.need.general : words.need.restricted}</span>
          </div>
          <p className="m">{report.purpose}</p>
        </section>
      ))}
      {proposal.notes.map((note) => (
        <p key={note.sentence} className="why" style={{ marginTop: 8 }}>
          <IconInfoCircle size={14} stroke={1.6} />
          <span>
            {note.sentence} {note.rule === undefined ? null : <span className="q">{note.rule}</span>}
          </span>
        </p>
      ))}
      {begin.error instanceof ApiError ? (
        <p className="err" role="alert">
          <StatusMark kind="overdue" word="" />
          {begin.error.problem.errors?.map((one) => one.detail).join(' ') ?? begin.error.problem.detail}
        </p>
      ) : null}
      <div className="wz-go">
        <Link className="b" to="/start/$question" params={{ question: '5' }}>
          {words.back}
        </Link>
        {proposal.engagement === null ? (
          <Link className="b" to="/m">
            {words.need.already}
          </Link>
        ) : (
          <>
            <Act {...start} allowed={start.allowed && !begin.isPending} primary onClick={() => begin.mutate()}>
              {words.need.set}
            </Act>
            <span className="q sm">{words.need.setHelp}</span>
          </>
        )}
      </div>
    </>
  );
}

/** What follows from the answers so far: criteria as a sum, the library, fee and time, a plan. */
function Follows({ proposal }: { readonly proposal: Proposal }) {
  const { aside } = words;
  return (
    <>
      <h2>{aside.follows}</h2>
      {proposal.categories.length === 0 ? null : (
        <table className="wz-sum">
          <tbody>
            {proposal.categories.map((category) => (
              <tr key={category.id}>
                <td>{category.name}</td>
                <td className="n num">{count(category.criteria)}</td>
              </tr>
            ))}
            <tr className="tot">
              <td>{aside.criteria}</td>
              <td className="n num">{count(proposal.criteria)}</td>
            </tr>
          </tbody>
        </table>
      )}
      <dl className="wz-kv num">
        <dt>{aside.library}</dt>
        <dd>{aside.of(proposal.library.serving, proposal.library.of)}</dd>
        <dt>{aside.evidence}</dt>
        <dd>{aside.kinds(proposal.library.evidenceKinds)}</dd>
        {proposal.fee === null ? null : (
          <>
            <dt>{aside.fee}</dt>
            <dd>{aside.feeOf(proposal.fee.amount, proposal.fee.currency)}</dd>
          </>
        )}
        <dt>{aside.time}</dt>
        <dd>{aside.months(proposal.time.examination.from, proposal.time.examination.to)}</dd>
      </dl>
      {proposal.plan.length === 0 ? null : <Plan plan={proposal.plan} />}
      <h2>{aside.begin}</h2>
      <ul className="wz-begin">
        {proposal.beginWith.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );
}

type Part = Proposal['plan'][number];

function Plan({ plan }: { readonly plan: readonly Part[] }) {
  const { aside } = words;
  const begin = Math.min(...plan.map((part) => Date.parse(part.from)));
  const end = Math.max(...plan.map((part) => Date.parse(part.to)));
  const place = (date: string): number => ((Date.parse(date) - begin) / Math.max(1, end - begin)) * 100;
  // The parts come in order: what is examined belongs to the date or period before it.
  const rows: { readonly name: keyof typeof aside.rows; readonly parts: Part[] }[] = [];
  for (const part of plan) {
    if (part.name === 'prepare') rows.push({ name: 'prepare', parts: [part] });
    else if (part.name === 'type-1') rows.push({ name: 'one', parts: [part] });
    else if (part.name === 'period') rows.push({ name: 'two', parts: [part] });
    else rows.at(-1)?.parts.push(part);
  }
  const years = [...new Set(plan.flatMap((part) => [part.from.slice(0, 4), part.to.slice(0, 4)]))]
    .toSorted()
    .map((year) => ({ year, at: Math.max(0, place(`${year}-01-01`)) }))
    // A year that is nearly over has no room for its name.
    .filter(({ at }, index, all) => (all[index + 1]?.at ?? 100) - at > 14);
  const dated = plan.filter((part) => part.name !== 'prepare' && part.name !== 'examine');
  return (
    <>
      <h2>{aside.path}</h2>
      <div className="wz-plan" aria-hidden>
        <div className="wz-years">
          {years.map(({ year, at }) => (
            <span key={year} style={{ left: `${at}%` }}>
              {year}
            </span>
          ))}
        </div>
        {rows.map((row) => (
          <div key={row.name} className="wz-bar">
            <span>{aside.rows[row.name]}</span>
            {row.parts
              .filter((part) => part.name !== 'report')
              .map((part) => (
                <i
                  key={part.says}
                  className={part.name}
                  style={{
                    left: `${place(part.from)}%`,
                    ...(part.name !== 'type-1' && { width: `${place(part.to) - place(part.from)}%` }),
                  }}
                />
              ))}
          </div>
        ))}
      </div>
      <div className="sm m wz-dates">
        {dated.map((part) => (
          <PlanDate key={part.says} part={part} />
        ))}
      </div>
    </>
  );
}

function PlanDate({ part }: { readonly part: Part }) {
  return (
    <>
      <b className="num">{day(part.to)}</b>
      <span>{part.says}</span>
    </>
  );
}
