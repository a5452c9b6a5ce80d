/** Values that people write into files: text, ids, dates. Each says in words what it wants; the reader adds file and line. */
import { z } from 'zod';

/**
 * Signs that no text for people holds: control characters, half characters, and marks that reverse the order of what is read
 * (a sentence must not read otherwise than it is stored). Tab and line ends are fine.
 */
const unfit =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/u;

/** Place of the first sign that no text may hold, as an index into the text; -1 when there is none. */
export function unfitSign(s: string): number {
  return s.search(unfit);
}

/** Printable text. What the report cannot set in type is marked by the renderer. */
export const text = z
  .string()
  .min(1)
  .max(20_000)
  .refine(
    (s) => unfitSign(s) < 0,
    'control characters, half characters and marks that reverse the order of reading are not allowed',
  );
export const shortText = text.refine((s) => s.length <= 500, 'longer than 500 characters');
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, underscore and hyphen, at most 64');
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written YYYY-MM-DD')
  .refine((s) => {
    const at = new Date(`${s}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === s && s >= '1970-01-01' && s <= '2100-12-31';
  }, 'no day of the calendar between 1970 and 2100');
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/, 'an instant is written YYYY-MM-DDTHH:MM:SSZ')
  .refine((s) => !Number.isNaN(Date.parse(s)) && s >= '1970' && s < '2101', 'no instant between 1970 and 2100');
export const criterionId = z.string().regex(/^(CC\d|A1|C1|PI1|P\d)\.\d{1,2}$/, 'not the id of a criterion');
export const hex32 = z.string().regex(/^[0-9a-f]{32}$/, '32 lower-case hex digits');
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hex digits');
export const yesNo = z.union([z.boolean(), z.enum(['yes', 'no'])]).transform((v) => v === true || v === 'yes');
export const category = z.enum(['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy']);
