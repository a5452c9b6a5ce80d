import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Component, Relation } from '../../../src/system-picture/model.ts';
import { ask, type RegisterRecord } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Refused, useSending } from '../parts/forms.tsx';
import { system } from '../words/en-system.ts';

const words = system.relations;

/** The field a new relation goes into: a word of the register's own where it has one for it. */
function fieldFor(from: Component, to: Component): string {
  if (from.register === 'software' && to.register === 'infrastructure') return 'runsOn';
  if (from.register === 'data-classes' && to.register === 'software') return 'keptIn';
  return 'uses';
}

/** Relations are fields of records: each change is one of the record that names the other, with its history. */
export function SystemRelations({
  chosen,
  components,
  relations,
  said,
}: {
  readonly chosen: Component | null;
  readonly components: readonly Component[];
  readonly relations: readonly Relation[];
  readonly said: (sentence: string) => void;
}) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const { run, error, busy } = useSending(() => Promise.resolve());
  const [other, setOther] = useState('');
  if (chosen === null) return <p className="m">{words.choose}</p>;
  const to = relations.filter((one) => one.from === chosen.code);
  const by = relations.filter((one) => one.to === chosen.code);
  const titles = new Map(components.map((one) => [one.code, one.title]));
  const named = new Set(to.map((one) => one.to));
  const open = components.filter((one) => one.code !== chosen.code && !named.has(one.code));
  const change = (field: string, next: (codes: readonly string[]) => readonly string[], sentence: string): void =>
    run(async () => {
      const path = `/organizations/${membership.organizationId}/${chosen.register}/${chosen.code}`;
      const record = await ask<RegisterRecord>('GET', path);
      const before = record.content[field];
      const codes = Array.isArray(before) ? before.map(String) : [];
      await ask('PATCH', path, { version: record.version, body: { content: { [field]: next(codes) } } });
      await queries.invalidateQueries({ queryKey: [membership.organizationId, chosen.register] });
      await queries.invalidateQueries({ queryKey: [membership.organizationId, 'system-picture'] });
      said(sentence);
    });
  const add = (): void => {
    const target = components.find((one) => one.code === other);
    if (target === undefined) return;
    setOther('');
    change(
      fieldFor(chosen, target),
      (codes) => [...new Set([...codes, target.code])],
      words.added(chosen.code, target.code),
    );
  };
  return (
    <>
      <h2>{words.title(chosen.code)}</h2>
      <p className="m">{chosen.title}</p>
      <Refused error={error} />
      <h3>{words.to}</h3>
      {to.length === 0 ? <p className="q">{words.none}</p> : null}
      <ul>
        {to.map((one) => (
          <li key={one.to}>
            <span className="mono">{one.to}</span>
            <span className="ell">{titles.get(one.to)}</span>
            <button
              type="button"
              className="b s"
              disabled={busy}
              aria-label={words.remove(one.to)}
              onClick={() =>
                change(one.field, (codes) => codes.filter((code) => code !== one.to), words.removed(one.from, one.to))
              }
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <label>
        <h3>{words.add}</h3>
        <select className="in" value={other} onChange={(event) => setOther(event.target.value)}>
          <option value="" />
          {open.map((one) => (
            <option key={one.code} value={one.code}>
              {one.code} {one.title.slice(0, 80)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="b" disabled={other === '' || busy} onClick={add}>
        {words.addIt}
      </button>
      <h3>{words.by}</h3>
      {by.length === 0 ? <p className="q">{words.none}</p> : null}
      <ul>
        {by.map((one) => (
          <li key={one.from}>
            <span className="mono">{one.from}</span>
            <span className="ell">{titles.get(one.from)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
