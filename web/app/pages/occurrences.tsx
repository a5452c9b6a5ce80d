import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ask } from '../api/client.ts';
import { useRegisters, useStanding } from '../frame/session.tsx';
import { Calendar, type CalendarItem, type Occurrences, tally } from '../parts/calendar.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { count, day } from '../words/en.ts';
import { readiness } from '../words/en-readiness.ts';
import { wordOf } from './word-of.ts';
import './readiness.css';

const words = readiness.occurrences;

/** Every control in force over the period: what was expected, and what evidence says of it. */
export function OccurrencesPage() {
  const { membership } = useStanding();
  const registers = useRegisters();
  const [asTable, setAsTable] = useState(false);
  const [late, setLate] = useState(false);
  const occurrences = useQuery({
    queryKey: [membership.organizationId, 'occurrences'],
    queryFn: ({ signal }) =>
      ask<Occurrences>('GET', `/organizations/${membership.organizationId}/occurrences`, { signal }),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || event.metaKey || event.ctrlKey || event.altKey || event.key.toLowerCase() !== 'v') return;
      setAsTable((before) => !before);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const calendar = occurrences.data;
  const field = registers.data?.items
    .find((item) => item.name === 'controls')
    ?.fields.find((one) => one.name === 'frequency');
  const wordOfFrequency = (value: string): string => (field === undefined ? value : wordOf(field, value));
  const items = calendar?.items ?? [];
  const withLate = items.filter((item) => tally(item).late > 0);
  const shown = late ? withLate : items;
  return (
    <div className="body">
      <div className="head" style={{ paddingBottom: 8 }}>
        <div>
          <h1>{words.title}</h1>
          <div className="sub wrap">
            {calendar === undefined ? null : (
              <>
                {day(calendar.from)} – {day(calendar.to)}
                <span className="dot" />
              </>
            )}
            {words.help}
          </div>
        </div>
      </div>
      {occurrences.isError ? <Failed error={occurrences.error} retry={() => void occurrences.refetch()} /> : null}
      {occurrences.isPending ? <Waiting rows={14} /> : null}
      {calendar !== undefined && items.length === 0 ? <Empty sentence={words.none} /> : null}
      {calendar === undefined || items.length === 0 ? null : (
        <>
          <div className="row gap6 lib-bar">
            {[false, true].map((only) => (
              <button
                key={String(only)}
                type="button"
                aria-pressed={late === only}
                className={`chip${late === only ? ' on' : ''}`}
                onClick={() => setLate(only)}
              >
                {only ? words.withLate : words.all}
                <span className="num">{count(only ? withLate.length : items.length)}</span>
              </button>
            ))}
            <span className="sp" />
            {asTable ? null : <Legend />}
            <button type="button" className="b s" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? words.chart : words.table}
              <kbd>V</kbd>
            </button>
          </div>
          <div className="pad">
            {asTable ? (
              <Table items={shown} wordOfFrequency={wordOfFrequency} />
            ) : (
              <section className="card cal-card">
                <Calendar calendar={calendar} items={shown} wordOfFrequency={wordOfFrequency} />
              </section>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function Legend() {
  return (
    <span className="sm m row gap12">
      <span className="row gap4">
        <i className="ek ok still" />
        {words.done}
      </span>
      <span className="row gap4">
        <i className="ek bad still" />
        {words.late}
      </span>
      <span className="row gap4">
        <i className="ek due still" />
        {words.due}
      </span>
    </span>
  );
}

function Table({
  items,
  wordOfFrequency,
}: {
  readonly items: readonly CalendarItem[];
  readonly wordOfFrequency: (value: string) => string;
}) {
  return (
    <div className="card" style={{ overflow: 'auto' }}>
      <table>
        <thead>
          <tr>
            <th colSpan={2}>{words.control}</th>
            <th>{words.frequency}</th>
            <th className="n">{words.done}</th>
            <th className="n">{words.late}</th>
            <th className="n">{words.due}</th>
            <th>{words.next}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const { done, late, due, next } = tally(item);
            return (
              <tr key={item.id}>
                <td className="id" style={{ width: 84 }}>
                  {item.code}
                </td>
                <td>
                  <Link to="/m/controls" search={{ open: item.code }}>
                    {item.title}
                  </Link>
                </td>
                <td className="m">{wordOfFrequency(item.frequency)}</td>
                <td className="n num">{item.expected === null ? '–' : count(done)}</td>
                <td className={`n num${late > 0 ? ' c-dev' : ''}`}>{item.expected === null ? '–' : count(late)}</td>
                <td className="n num">{item.expected === null ? '–' : count(due)}</td>
                <td className="m num">{item.expected === null ? words.events : day(next)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
