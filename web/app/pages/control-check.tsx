import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type RegisterRecord, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Refused, useSending } from '../parts/forms.tsx';
import { textOf } from '../words/en.ts';
import { dryRun } from '../words/en-dry-run.ts';
import { Readings } from './dry-run-control.tsx';
import './dry-run.css';

type Read = Shape<'dry-run.reading'>;

const words = dryRun.check;

/** What of a control is read; everything else of it says nothing about a test of every record. */
function typedOf(code: string | null, of: (name: string) => string) {
  const type = of('type');
  return {
    code,
    statement: of('statement').slice(0, 2_000),
    exceptionPath: of('exceptionPath').trim() === '' ? null : of('exceptionPath'),
    type: type === '' ? null : type,
    criteria: of('criteria').match(/\b(CC|A|C|PI|P)\d{1,2}\.\d{1,2}\b/g) ?? [],
  };
}

/** A control as it stands, read as a test of every record would. */
export function ControlReading({ record }: { readonly record: RegisterRecord }) {
  const { membership } = useStanding();
  const { content } = record;
  const read = useQuery({
    queryKey: [membership.organizationId, 'controls', 'reading', record.code, record.version],
    queryFn: ({ signal }) =>
      ask<Read>('POST', `/organizations/${membership.organizationId}/dry-run/reading`, {
        body: typedOf(record.code, (name) => {
          const value = content[name];
          return Array.isArray(value) ? value.join(', ') : textOf(value);
        }),
        signal,
      }),
  });
  if (read.data === undefined) return null;
  return (
    <section style={{ marginTop: 18 }}>
      <h3 className="cap">{words.title}</h3>
      <Readings readings={read.data.readings} narrow />
    </section>
  );
}

/** The same in a form, before anything is saved: whoever writes finds out first. */
export function ControlCheck({ code }: { readonly code: string | null }) {
  const { membership } = useStanding();
  const [readings, setReadings] = useState<Read['readings'] | null>(null);
  const { run, error, busy } = useSending(() => Promise.resolve());
  const read = (form: HTMLFormElement | null): void => {
    if (form === null) return;
    const typed = new FormData(form);
    run(async () => {
      const { readings: found } = await ask<Read>(
        'POST',
        `/organizations/${membership.organizationId}/dry-run/reading`,
        { body: typedOf(code, (name) => textOf(typed.get(name))) },
      );
      setReadings(found);
    });
  };
  return (
    <section style={{ marginBottom: 16 }}>
      <button type="button" className="b s" disabled={busy} onClick={(event) => read(event.currentTarget.form)}>
        {words.ask}
      </button>{' '}
      <span className="hint">{words.help}</span>
      <Refused error={error} />
      <div aria-live="polite">{readings === null ? null : <Readings readings={readings} narrow />}</div>
    </section>
  );
}
