/**
 * DER (X.690), as much of it as certificates and signatures need. Written and read in one way only: the reader refuses every
 * length or number that has a shorter form, so that what was read is what the writer would write. Runs in browsers.
 */
import { compareBytes, concat, utf8 } from '../ledger/index.ts';

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Tag of `[number]` round other values (EXPLICIT, or IMPLICIT of a constructed type), number 0..30. */
export const context = (number: number): number => 0xa0 | number;

/** One value: `tag` (one byte), and the parts of its content in order. */
export function element(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of content) length += part.length;
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const head = length < 128 ? [tag, length] : [tag, 0x80 | octets.length, ...octets];
  return concat(Uint8Array.from(head), ...content);
}

export const sequence = (...content: readonly Uint8Array[]): Uint8Array => element(tags.sequence, ...content);
export const octetString = (bytes: Uint8Array): Uint8Array => element(tags.octetString, bytes);
export const utf8String = (text: string): Uint8Array => element(tags.utf8String, utf8(text));

/** BIT STRING without unused bits. */
export const bitString = (bytes: Uint8Array): Uint8Array => element(tags.bitString, Uint8Array.of(0), bytes);

/** SET OF: its members in ascending order of their bytes, as DER asks. */
export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return element(tags.set, ...members.toSorted(compareBytes));
}

/** INTEGER of a number that is not negative, given as big-endian bytes; leading zeros are dropped. */
export function unsigned(bytes: Uint8Array): Uint8Array {
  let at = 0;
  while (at < bytes.length - 1 && bytes[at] === 0) at++;
  const digits = bytes.subarray(at);
  return (digits[0] ?? 0) < 128 && digits.length > 0
    ? element(tags.integer, digits)
    : element(tags.integer, Uint8Array.of(0), digits);
}

/** OBJECT IDENTIFIER of its dotted form. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const content: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(128 | (left % 128));
    content.push(...groups);
  }
  return element(tags.oid, Uint8Array.from(content));
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;

/** Whether a text is an instant with whole seconds, `2024-02-15T09:30:00Z`, from 1970 to 9999. */
export function isInstant(text: string): boolean {
  const millis = INSTANT.test(text) && text >= '1970' ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(millis) && new Date(millis).toISOString() === text.replace('Z', '.000Z');
}

/** The time of certificates and signatures: UTCTime to the end of 2049, GeneralizedTime from 2050 (RFC 5280 and 5652). `instant` as `isInstant` asks. */
export function time(instant: string): Uint8Array {
  const digits = instant.replace(/[-T:]/g, '');
  return instant < '2050' ? element(tags.utcTime, utf8(digits.slice(2))) : element(tags.generalizedTime, utf8(digits));
}

/**
 * A value as read.
 * start, end  its place in the bytes read, head included
 * content     its content; `whole` with the head: both are views, not copies
 */
export interface Der {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/** Bytes that are not the DER expected, and where: `at` counts from the first byte read. */
export class DerError extends Error {
  readonly at: number;

  constructor(at: number, sentence: string) {
    super(sentence);
    this.name = 'DerError';
    this.at = at;
  }
}

/** Reads the values of `bytes` from `from` to `to`, one after the other, and nothing else. */
export class DerReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, from = 0, to: number = bytes.length) {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
  }

  /** Whether the next value has this tag. */
  next(tag: number): boolean {
    return this.#at < this.#end && this.#bytes[this.#at] === tag;
  }

  /** The next value; refuses another tag, a length that is not the shortest, and a value that does not fit. */
  read(tag: number): Der {
    const start = this.#at;
    if (!this.next(tag)) {
      throw new DerError(start, `A value with tag ${tag.toString(16)} is expected here.`);
    }
    let at = start + 1;
    let length = this.#bytes[at++] ?? 0x80;
    if (length >= 128) {
      const octets = length - 128;
      if (octets < 1 || octets > 4) throw new DerError(start, 'The length of the value has no form of DER.');
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + (this.#bytes[at++] ?? 0);
      if (length < (octets === 1 ? 128 : 256 ** (octets - 1))) {
        throw new DerError(start, 'The length of the value is not written in its shortest form.');
      }
    }
    const end = at + length;
    if (end > this.#end) throw new DerError(start, 'The value is longer than what holds it.');
    this.#at = end;
    return { tag, start, end, content: this.#bytes.subarray(at, end), whole: this.#bytes.subarray(start, end) };
  }

  /** A reader of what is inside the next value. */
  enter(tag: number): DerReader {
    const { content, end } = this.read(tag);
    return new DerReader(this.#bytes, end - content.length, end);
  }

  /** Refuses anything that is left. */
  done(): void {
    if (this.#at !== this.#end) throw new DerError(this.#at, 'Something follows where nothing should.');
  }

  /** INTEGER that is not negative: its big-endian bytes without leading zeros (none for 0). */
  unsigned(): Uint8Array {
    const { content, start } = this.read(tags.integer);
    const first = content[0];
    if (first === undefined || first > 127) throw new DerError(start, 'The number is empty or negative.');
    if (content.length > 1 && first === 0 && (content[1] ?? 0) < 128) {
      throw new DerError(start, 'The number is not written in its shortest form.');
    }
    return first === 0 ? content.subarray(1) : content;
  }

  /** UTCTime or GeneralizedTime in the one form `time` writes, as an instant. */
  time(): string {
    const late = this.next(tags.generalizedTime);
    const { content, start, whole } = this.read(late ? tags.generalizedTime : tags.utcTime);
    let digits = '';
    for (const byte of content) digits += String.fromCharCode(byte);
    if (!late) digits = `${Number(digits.slice(0, 2)) < 50 ? 20 : 19}${digits}`;
    const instant = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
    if (!isInstant(instant) || instant < '2050' === late || time(instant).length !== whole.length) {
      throw new DerError(start, 'The time is not a UTC time with seconds from 1970 on.');
    }
    return instant;
  }
}
