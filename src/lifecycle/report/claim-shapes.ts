/** The values of claims as composition expects them: what a bundle brings back is checked before it is printed. */
import { z } from 'zod';

const text = z.string();
const n = z.int().min(0);
export const texts = z.array(text);
export const flag = z.boolean();
export const number = n;
export const words = text;
export const day = z.iso.date();
export const reportType = z.enum(['type1', 'type2']);
export const paper = z.enum(['us-letter', 'a4']);
export const opinionKind = z.enum(['unmodified', 'qualified', 'adverse', 'disclaimer']);
export const clauses = z.array(z.enum(['a', 'b', 'c']));
export const signatory = z.object({ name: text, title: text });
export const custody = z.enum(['person', 'installation']);
export const basis = z.object({ wording: text, variables: z.record(text, z.union([text, texts])) });
export const emphasis = z.object({ place: text, matter: text });
export const resolved = z.object({ priorPeriod: text, priorDate: text, priorKind: opinionKind, priorMatter: text });
export const exception = z.object({
  clause: z.enum(['a', 'b', 'c']),
  fact: text,
  extent: text.nullable(),
  criterion: text.nullable(),
  commitments: texts,
});
export const commitment = z.object({ id: text, text, category: text, source: text });
export const component = z.object({ kind: text, text });
export const assumedControl = z.object({ id: text, text, criteria: texts });
export const subservice = z.object({ name: text, service: text, method: z.enum(['carve-out', 'inclusive']) });
export const subserviceAssertion = z.object({
  date: day,
  signatory: z.object({ name: text, title: text }),
  basis: text,
  exceptions: texts,
});
export const change = z.object({ date: day, text });
export const diagram = z.object({
  nodes: z.array(
    z.object({
      id: text,
      title: text,
      sub: text.nullable(),
      column: n.max(11),
      row: n.max(11),
      span: n.min(1).max(12),
      zone: z.enum(['inside', 'outside', 'carved-out']),
    }),
  ),
  edges: z.array(z.object({ from: text, to: text, both: z.boolean() })),
  note: text.nullable(),
});
export const conclusion = z.enum([
  'met',
  'met-with-deviations',
  'not-met',
  'no-occurrence',
  'addressed-by-subservice',
  'unable-to-conclude',
]);
export const version = z.object({ label: text, from: day, to: day, statement: text });
export const test = z.object({
  control: text,
  procedure: text,
  nature: z.enum(['inquiry', 'observation', 'inspection', 'reperformance']),
  extent: z.enum(['all', 'sample', 'one']),
  means: z.enum(['manual', 'tool']),
  population: n,
  noun: text,
  drawnFrom: text.nullable(),
  tested: n,
  notApplicable: n,
  unusable: n,
  extension: z.tuple([n, n]).nullable(),
  deviations: n,
  open: n,
  result: z.enum(['no-exceptions', 'deviations', 'not-operated']),
});
export const population = z.object({
  id: text,
  name: text,
  noun: text,
  records: n,
  source: text,
  check: text,
  procedures: z.array(z.object({ id: text, text })).default([]),
  agreed: z.object({ with: text, matched: n, of: n }).optional(),
});
export const other = z.object({ heading: text, text });
export const key = z.object({
  role: text,
  name: text,
  fingerprint: text,
  custody: z.enum(['person', 'installation', 'service']),
});
