import type { Shape } from '../api/client.ts';
import { Link } from '@tanstack/react-router';
import { readiness } from '../words/en-readiness.ts';

export type Occurrences = Shape<'readiness.occurrences'>;
export type CalendarItem = Occurrences['items'][number];

const words = readiness.occurrences;
const dayMs = 86_400_000;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const classes = { done: 'ok', late: 'bad', due: 'due' } as const;

/** How many occurrences stand how, and the day of the next. */
export function tally(item: CalendarItem): {
  readonly done: number;
  readonly late: number;
  readonly due: number;
  readonly next: string | null;
} {
  const states = item.expected ?? [];
  const of = (state: 'done' | 'late' | 'due'): number => states.filter((one) => one.state === state).length;
  return {
    done: of('done'),
    late: of('late'),
    due: of('due'),
    next: states.find((one) => one.state === 'due')?.due ?? null,
  };
}

/** One row a control on one axis of time: a bar is performed, a diamond late or missing, a ring due. */
export function Calendar({
  calendar,
  items,
  wordOfFrequency,
}: {
  readonly calendar: Pick<Occurrences, 'from' | 'to' | 'today'>;
  readonly items: readonly CalendarItem[];
  readonly wordOfFrequency: (value: string) => string;
}) {
  const begin = Date.parse(calendar.from);
  const span = Math.max(1, (Date.parse(calendar.to) - begin) / dayMs + 1);
  const place = (date: string): number => ((Date.parse(date) - begin) / dayMs / span) * 100;
  const within = (at: number): boolean => at >= 0 && at <= 100;
  const now = place(calendar.today);
  return (
    <div className="cal">
      <div className="cal-row cal-head">
        <span />
        <span className="cal-axis" aria-hidden>
          {monthsOf(calendar.from, calendar.to)
            .filter((month) => place(month) > -4)
            .map((month) => (
              <span key={month} style={{ left: `${Math.max(0, place(month))}%` }}>
                {monthNames[Number(month.slice(5, 7)) - 1]}
              </span>
            ))}
          {within(now) ? (
            <em className={now > 90 ? 'before' : ''} style={{ left: `${now}%` }}>
              {words.today}
            </em>
          ) : null}
        </span>
        <span className="cal-sum">{words.period}</span>
      </div>
      {items.map((item) => {
        const { done, late, due } = tally(item);
        const isDense = (item.expected?.length ?? 0) > 60;
        return (
          <div key={item.id} className="cal-row">
            <Link className="cal-name" to="/m/controls" search={{ open: item.code }}>
              <span className="mono q">{item.code}</span>
              <span className="ell">{item.title}</span>
              <span className="q sm">{wordOfFrequency(item.frequency).toLowerCase()}</span>
            </Link>
            <span
              className="cal-line"
              role="img"
              aria-label={`${item.code}: ${item.expected === null ? words.events : words.said(done, late, due)}`}
            >
              {within(now) ? <b className="now" style={{ left: `${now}%` }} /> : null}
              {item.expected?.map((one) => (
                <i
                  key={one.from}
                  title={`${one.from} – ${one.due}`}
                  className={`ek ${classes[one.state]}${isDense ? ' thin' : ''}`}
                  style={{ left: `${Math.min(99.6, place(one.due))}%` }}
                />
              ))}
            </span>
            <span className="cal-sum num">{item.expected === null ? '–' : words.of(done, done + late)}</span>
          </div>
        );
      })}
    </div>
  );
}

/** The first of each month that the span touches. */
function monthsOf(from: string, to: string): readonly string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  while (months.length < 36) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > to) break;
    months.push(first);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}
