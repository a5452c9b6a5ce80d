import { describe, expect, test } from 'vitest';
import { loadStandards } from '../criteria/index.ts';
import { loadKinds } from '../populations/index.ts';
import { compileProcedure } from './compile.ts';
import { loadProcedures } from './library.ts';

const { controls, criteria } = loadStandards('data');
const kinds = loadKinds('data/kinds');
const library = [...loadProcedures('data/procedures').values()];

describe('the procedures of the library', () => {
  test('compile against the kinds they name', () => {
    const problems = library.flatMap((procedure) => compileProcedure(procedure, kinds).problems);
    expect(problems.map((problem) => `${problem.subject}: ${problem.sentence}`)).toEqual([]);
  });

  test('belong to a control of the library and test criteria that the control serves', () => {
    const byId = new Map(controls.map((control) => [control.id, control]));
    for (const procedure of library) {
      const control = byId.get(procedure.control);
      expect(control, procedure.id).toBeDefined();
      expect(
        procedure.criteria.filter((id) => !control?.criteria.includes(id)),
        procedure.id,
      ).toEqual([]);
    }
  });

  test('quote, in every attribute, words of the control they test (R-TST-11)', () => {
    const statements = new Map(controls.map((control) => [control.id, control.statement]));
    for (const procedure of library) {
      for (const attribute of procedure.attributes) {
        const place = `${procedure.id} ${attribute.id}`;
        expect(attribute.quotes, place).toBeDefined();
        expect(statements.get(procedure.control), place).toContain(attribute.quotes);
      }
    }
  });

  test('give every control a test of all records by a tool, and more than inquiry (R-TST-01)', () => {
    for (const control of controls) {
      const own = library.filter((procedure) => procedure.control === control.id);
      const census = own.find((procedure) => procedure.id === `${control.id.toLowerCase()}-all`);
      expect(census?.extent, control.id).toBe('all');
      expect(census?.means, control.id).toBe('tool');
      expect(
        own.some((procedure) => procedure.nature !== 'inquiry'),
        control.id,
      ).toBe(true);
    }
  });

  test('reach every criterion through a control', () => {
    const tested = new Set(library.flatMap((procedure) => procedure.criteria));
    expect(criteria.criteria.filter((criterion) => !tested.has(criterion.id)).map((criterion) => criterion.id)).toEqual(
      [],
    );
  });

  test('cover the 285 attributes of the control library', () => {
    const census = library.filter((procedure) => /^[a-z]{2,3}-\d\d-all$/.test(procedure.id));
    expect(census).toHaveLength(120);
    expect(census.flatMap((procedure) => procedure.attributes)).toHaveLength(285);
    for (const procedure of census)
      expect(procedure.population?.kind, procedure.id).toBe(procedure.control.toLowerCase());
  });

  test('fix, before any run, the unit and the limits of every test of all records (R-SMP-11)', () => {
    for (const procedure of library.filter((one) => one.extent === 'all' && one.means === 'tool')) {
      expect(procedure.unit, procedure.id).toBeDefined();
      const always = procedure.attributes.every((attribute) => attribute.kind === 'never-event');
      expect(procedure.limits !== undefined || always, procedure.id).toBe(true);
    }
  });
});
