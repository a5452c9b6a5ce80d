import { z } from 'zod';
import type { Json } from '../../ledger/statement.ts';
import { Refusal } from '../../refusal.ts';
import type { ReportClaim } from './claims.ts';
import { asStated, type Sentence } from './document.ts';
import type { ReportType } from './model.ts';
import { fillWording, variablesOf, type Wording } from './wording.ts';

/** Words on their way into a sentence, with the claims they carry. */
export interface Words {
  readonly text: string;
  readonly claims: readonly string[];
}

/** A variable without words leaves its sentence out. */
export type Variables = Readonly<Record<string, Words | null>>;

const words = z.string();

/** The claims of one report, read by id; a value of another shape than expected is refused, whoever handed it in. */
export class ClaimBook {
  readonly size: number;
  readonly #values: ReadonlyMap<string, Json>;
  readonly #numbers = new Map<string, Set<number>>();

  constructor(claims: readonly ReportClaim[]) {
    this.#values = new Map(claims.map(({ id, value }) => [id, value]));
    this.size = this.#values.size;
    for (const id of this.#values.keys()) {
      const parts = id.split('.');
      for (let i = 1; i < parts.length; i += 1) {
        if (!/^[1-9]\d{0,6}$/.test(parts[i] ?? '')) continue;
        const prefix = parts.slice(0, i).join('.');
        const known = this.#numbers.get(prefix) ?? new Set();
        this.#numbers.set(prefix, known.add(Number(parts[i])));
      }
    }
  }

  /** The value of a claim, or null when there is no such claim. */
  read<T>(id: string, shape: z.ZodType<T>): T | null {
    const value = this.#values.get(id);
    if (value === undefined) return null;
    const read = shape.safeParse(value);
    if (!read.success) throw new Refusal('report-claim-malformed', `The claim ${id} does not have the expected form.`);
    return read.data;
  }

  /** The value of a claim that no report can be without. */
  need<T>(id: string, shape: z.ZodType<T>): T {
    const value = this.read(id, shape);
    if (value === null)
      throw new Refusal('report-claim-missing', `A report cannot be composed without the claim ${id}.`);
    return value;
  }

  /** The words of a claim that is a text. */
  words(id: string): Words | null {
    const text = this.read(id, words);
    return text === null ? null : { text, claims: [id] };
  }

  needWords(id: string): Words {
    return { text: this.need(id, words), claims: [id] };
  }

  /** The claims `path.1`, `path.2`, … that are there, in that order. */
  each<T>(path: string, shape: z.ZodType<T>): { readonly id: string; readonly value: T }[] {
    return this.numbers(path).flatMap((n) => {
      const value = this.read(`${path}.${n}`, shape);
      return value === null ? [] : [{ id: `${path}.${n}`, value }];
    });
  }

  /** The numbers that follow a path, ascending. */
  numbers(path: string): number[] {
    return [...(this.#numbers.get(path) ?? [])].sort((a, b) => a - b);
  }
}

/** Makes sentences: standing text filled with words, or words as a person stated them. */
export class Writer {
  readonly type: ReportType;
  readonly #wording: Wording;
  readonly #variables: Variables;

  constructor(type: ReportType, wording: Wording, variables: Variables) {
    this.type = type;
    this.#wording = wording;
    this.#variables = variables;
  }

  /** The same writer with more variables. */
  with(variables: Variables): Writer {
    return new Writer(this.type, this.#wording, { ...this.#variables, ...variables });
  }

  /** All sentences of a paragraph that are not left out; 'ID#variant' takes a variant. */
  paragraph(reference: string, variables: Variables = {}): Sentence[] {
    const [id = '', variant] = reference.split('#');
    const paragraph = this.#wording.paragraphs.get(id);
    const text = variant === undefined ? paragraph?.text : paragraph?.variants.get(variant);
    if (text === undefined) throw new Refusal('wording-unknown', `The wording file has no text ${reference}.`);
    return text.flatMap((sentence) => this.#fill(id, sentence, variables) ?? []);
  }

  /** The first sentence of a paragraph, or null when it is left out. */
  sentence(reference: string, variables: Variables = {}): Sentence | null {
    return this.paragraph(reference, variables)[0] ?? null;
  }

  /** The same where a report cannot be without it. */
  need(reference: string, variables: Variables = {}): Sentence {
    const sentence = this.sentence(reference, variables);
    if (sentence === null) throw new Refusal('report-claim-missing', `The sentence ${reference} has nothing to say.`);
    return sentence;
  }

  /** The words over a paragraph; null when it has none. */
  heading(reference: string, variables: Variables = {}): Sentence | null {
    const id = reference.split('#')[0] ?? '';
    const heading = this.#wording.paragraphs.get(id)?.heading ?? null;
    return heading === null ? null : this.#fill(id, heading, variables);
  }

  /** The words of a sentence, to be used inside another. */
  words(reference: string, variables: Variables = {}): Words | null {
    return this.sentence(reference, variables);
  }

  #fill(id: string, text: string, more: Variables): Sentence | null {
    const names = variablesOf(text, this.type);
    const texts: Record<string, string | null> = {};
    const claims: string[] = [];
    for (const name of names) {
      const value = Object.hasOwn(more, name)
        ? more[name]
        : Object.hasOwn(this.#variables, name)
          ? this.#variables[name]
          : undefined;
      if (value === undefined) continue; // named by the wording, known to nobody: `fillWording` refuses it
      texts[name] = value === null ? null : value.text;
      claims.push(...(value?.claims ?? []));
    }
    const filled = fillWording(text, this.type, texts, this.#wording.attached);
    if (filled === null) return null;
    return { wording: id, text: filled, claims: [...new Set(claims)] };
  }
}

/** Words that a person wrote, as they stand. */
export function stated(said: Words): Sentence;
export function stated(said: Words | null): Sentence | null;
export function stated(said: Words | null): Sentence | null {
  return said === null ? null : { wording: asStated, text: said.text, claims: [...said.claims] };
}

/** Words of one claim. */
export const from = (id: string, text: string): Words => ({ text, claims: [id] });
