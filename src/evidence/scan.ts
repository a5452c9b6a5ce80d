/**
 * What in bytes could hurt whoever opens them, or tells what should not leave: secrets, personal data, hostile content. By well-known
 * patterns, in one pass, holding some 64 KiB. A finding says how often and where, never what: it must not be a second copy of a secret.
 */
import { TextDecoder } from 'node:util';
import type { MediaType } from './media-type.ts';

/** Kinds, and whether a person must decide before the item is ready. */
export const findingKinds = {
  'private-key': { holds: true, word: 'Private key' },
  'cloud-key': { holds: true, word: 'Key of a cloud account' },
  token: { holds: true, word: 'Access token' },
  email: { holds: false, word: 'E-mail address' },
  iban: { holds: false, word: 'Bank account (IBAN)' },
  card: { holds: false, word: 'Card number' },
  'type-mismatch': { holds: true, word: 'The content is not what the name says' },
  executable: { holds: true, word: 'Program' },
  macro: { holds: true, word: 'Macros' },
  script: { holds: true, word: 'Script inside a document' },
  formula: { holds: true, word: 'Formula that a spreadsheet would run' },
  'archive-explodes': { holds: true, word: 'Archive that unpacks to far more than it is' },
  'archive-escapes': { holds: true, word: 'Archive with names that lead out of it' },
  'archive-locked': { holds: true, word: 'Archive that needs a password' },
  'archive-unreadable': { holds: true, word: 'Archive that cannot be read' },
  'archive-nested': { holds: false, word: 'Archive inside the archive, not looked into' },
  'not-scanned': { holds: false, word: 'Not looked at to its end' },
} as const;
export type FindingKind = keyof typeof findingKinds;

/** places: the first 20, such as `line 12` or `logs/app.txt, line 3` */
export interface Finding {
  readonly kind: FindingKind;
  readonly count: number;
  readonly places: readonly string[];
}

const mostPlaces = 20;

/** Counts what was found, in the order of kinds. */
export class Findings {
  readonly #found = new Map<FindingKind, { count: number; places: string[] }>();

  add(kind: FindingKind, place: () => string): void {
    const found = this.#found.get(kind) ?? { count: 0, places: [] };
    found.count += 1;
    if (found.places.length < mostPlaces) found.places.push(place());
    this.#found.set(kind, found);
  }

  drop(...kinds: readonly FindingKind[]): void {
    for (const kind of kinds) this.#found.delete(kind);
  }

  list(): Finding[] {
    return [...this.#found]
      .map(([kind, { count, places }]) => ({ kind, count, places }))
      .toSorted((a, b) => findingNames.indexOf(a.kind) - findingNames.indexOf(b.kind));
  }
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object's own names
export const findingNames = Object.keys(findingKinds) as readonly FindingKind[];

/** Whether a person must decide before it is ready. */
export function mustWait(findings: readonly Finding[]): boolean {
  return findings.some(({ kind }) => findingKinds[kind].holds);
}

/** Kind and pattern. All are of ASCII: bytes are looked at as Latin-1, whatever their encoding. */
const secrets: readonly (readonly [FindingKind, RegExp])[] = [
  ['private-key', /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d/g],
  [
    'cloud-key',
    /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b|\bAIza[\w-]{35}(?![\w-])|\bGOCSPX-[\w-]{28}(?![\w-])|AccountKey=[A-Za-z0-9+/]{86}==|\bdop_v1_[0-9a-f]{64}\b/g,
  ],
  [
    'token',
    /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_\w{22,255}\b|\bglpat-[\w-]{20,64}|\bxox[abeoprs]-[A-Za-z0-9-]{10,250}|hooks\.slack\.com\/services\/T\w{6,14}\/B\w{6,14}\/\w{20,30}|\b[rs]k_live_[A-Za-z0-9]{16,250}|\bnpm_[A-Za-z0-9]{36}\b|\bSG\.[\w-]{22}\.[\w-]{43}|\bpypi-AgEIcHlwaS5vcmc[\w-]{20,250}|\bsk-(?:ant|proj)-[\w-]{20,250}|\beyJ[\w-]{10,200}\.eyJ[\w-]{10,250}/g,
  ],
];
const ibanPattern = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}/g;
const cardPattern = /(?<![\d.,-])\d(?:[ -]?\d){12,18}(?!\d)/g;
const scriptPattern =
  /<script[\s>/]|\bjavascript:|<(?:iframe|object|embed|foreignObject)[\s>]|<[^<>]{0,200}\son[a-z]{3,20}\s*=/gi;
const pdfScriptPattern = /\/(?:JavaScript|Launch)\b/g;
/** At the beginning of a cell: `=` anything, or a sign followed by what calls, pipes or points elsewhere. */
const formulaPattern = /(?:^|[,;\t\n\r])"?(?:=[A-Za-z0-9"'(@+-]|[+\-@][^,;\t\n\r"]{0,80}[(|!])/g;
const vbaProject = '_VBA_PROJECT'.split('').join('\0');

const windowLength = 64 * 1024;
/** What a window keeps of the one before it: no pattern is longer. */
const overlap = 600;

type Manner = 'text' | 'binary' | 'pdf' | 'closed';

/**
 * Looks through bytes as they go by. Ask `findings` after `end`.
 * into    what is found is added to
 * prefix  of every place, such as the name of the archive's entry
 */
export class ContentScan {
  readonly #into: Findings;
  readonly #prefix: string;
  #manner: Manner | undefined;
  #decoder: TextDecoder | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #context = '';
  #lines = 0;
  isSvg = false;

  constructor(into: Findings, prefix = '') {
    this.#into = into;
    this.#prefix = prefix;
  }

  feed(piece: Uint8Array): void {
    if (this.#manner === 'closed') return;
    this.#waiting.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    this.#waitingBytes += piece.byteLength;
    if (this.#waitingBytes >= windowLength) this.#look(false);
  }

  end(): void {
    this.#look(true);
  }

  #look(isLast: boolean): void {
    const bytes = Buffer.concat(this.#waiting, this.#waitingBytes);
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (this.#manner === undefined) this.#begin(bytes);
    if (this.#manner === 'closed') return;
    const fresh = this.#decoder?.decode(bytes, { stream: !isLast }) ?? bytes.toString('latin1');
    const text = this.#context + fresh;
    const known = this.#context.length;
    for (const [kind, at] of matches(text, this.#manner ?? 'text')) {
      const end = at.index + at.length;
      // Seen before, or perhaps going on: the next window has it whole.
      if (end <= known || (!isLast && end === text.length)) continue;
      this.#into.add(kind, () => this.#place(text, at.index));
    }
    const kept = Math.max(0, text.length - overlap);
    this.#lines += newlines(text, 0, kept);
    this.#context = text.slice(kept);
  }

  #begin(bytes: Buffer): void {
    if (isProgram(bytes)) this.#into.add('executable', () => `${this.#prefix}byte 0`);
    this.#manner = mannerOf(bytes);
    const mark = this.#manner === 'text' ? bytes.subarray(0, 2).toString('hex') : '';
    if (mark === 'fffe') this.#decoder = new TextDecoder('utf-16le');
    if (mark === 'feff') this.#decoder = new TextDecoder('utf-16be');
    this.isSvg = /<svg[\s>]/i.test(bytes.subarray(0, 4096).toString('latin1'));
  }

  #place(text: string, index: number): string {
    return `${this.#prefix}line ${this.#lines + newlines(text, 0, index) + 1}`;
  }
}

interface At {
  readonly index: number;
  readonly length: number;
}

function* matches(text: string, manner: Manner): Generator<readonly [FindingKind, At]> {
  if (manner === 'pdf') {
    yield* each('script', text, pdfScriptPattern);
    return;
  }
  for (const [kind, pattern] of secrets) yield* each(kind, text, pattern);
  if (manner === 'binary') {
    const index = text.indexOf(vbaProject);
    if (index >= 0) yield ['macro', { index, length: vbaProject.length }];
    return;
  }
  yield* emails(text);
  yield* each('iban', text, ibanPattern, isIban);
  yield* each('card', text, cardPattern, isCard);
  yield* each('script', text, scriptPattern);
  yield* each('formula', text, formulaPattern);
}

function* each(
  kind: FindingKind,
  text: string,
  pattern: RegExp,
  holds: (match: string) => boolean = () => true,
): Generator<readonly [FindingKind, At]> {
  pattern.lastIndex = 0;
  for (const match of text.matchAll(pattern)) {
    if (!holds(match[0])) continue;
    // A match that begins with the line break before it is on the line after it.
    const lead = /^[\n\r]/.test(match[0]) ? 1 : 0;
    yield [kind, { index: match.index + lead, length: match[0].length - lead }];
  }
}

const before = /[A-Za-z0-9._%+-]{1,64}$/;
const after = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])/;

function* emails(text: string): Generator<readonly [FindingKind, At]> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = before.exec(text.slice(Math.max(0, at - 64), at))?.[0];
    const domain = name === undefined ? undefined : after.exec(text.slice(at + 1, at + 256))?.[0];
    if (name === undefined || domain === undefined) continue;
    yield ['email', { index: at - name.length, length: name.length + 1 + domain.length }];
  }
}

/** Lengths by country, from the SWIFT IBAN registry, release 99. */
const ibanLengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 ' +
    'GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 ' +
    'MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((one): [string, number] => [one.slice(0, 2), Number(one.slice(2))]),
);

/** ISO 13616: the country's length, and 1 modulo 97. What follows the number is cut off. */
export function isIban(text: string): boolean {
  const all = text.replaceAll(' ', '');
  const length = ibanLengths.get(all.slice(0, 2)) ?? Number.POSITIVE_INFINITY;
  if (all.length < length) return false;
  const iban = all.slice(0, length);
  let rest = 0;
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const issuers =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|6(?:011|5\d{2}|4[4-9]\d)\d{12,15})$/;

/** A number of an issuer's form (ISO/IEC 7812) whose check digit is right (Luhn). */
export function isCard(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, '');
  if (!issuers.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighed = i % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

function isProgram(head: Buffer): boolean {
  const four = head.subarray(0, 4).toString('hex');
  // `MZ` alone may begin a text; a program's header points to `PE`.
  const isWindows = head.length > 64 && head.toString('latin1', 0, 2) === 'MZ' && head.includes(0);
  return (
    isWindows || ['7f454c46', 'cffaedfe', 'cefaedfe', 'feedfacf', 'feedface', 'cafebabe', '4c000000'].includes(four)
  );
}

function mannerOf(head: Buffer): Manner {
  const start = head.toString('latin1', 0, 8);
  if (start.startsWith('%PDF-')) return 'pdf';
  if (/^(PK\x03\x04|PK\x05\x06|\x1f\x8b|\x89PNG|\xff\xd8\xff)/.test(start)) return 'closed';
  if (start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff')) return 'text';
  return head.includes(0) ? 'binary' : 'text';
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

const text = /^(text\/|application\/(json|x-ndjson|xml)$)/;
const zip = /^application\/(zip|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet)$/;

export function isZip(mediaType: MediaType): boolean {
  return zip.test(mediaType.type);
}

/** What content the ending of a name promises. An ending that is not here promises nothing. */
const promises: readonly (readonly [RegExp, RegExp])[] = [
  [/\.pdf$/i, /^application\/pdf$/],
  [/\.png$/i, /^image\/png$/],
  [/\.jpe?g$/i, /^image\/jpeg$/],
  [/\.(zip|docx|docm|pptx|pptm|odt|ods|odp|jar)$/i, zip],
  [/\.(xlsx|xlsm)$/i, zip],
  [/\.t?gz$/i, /^application\/gzip$/],
  [/\.(csv|tsv)$/i, /^text\/(csv|plain)$/],
  [/\.(json|ndjson|jsonl)$/i, /^(application\/(json|x-ndjson)|text\/(plain|csv))$/],
  [/\.(svg|xml)$/i, /^(application\/xml|text\/(html|plain))$/],
  [/\.(html?|xhtml)$/i, text],
  [/\.(txt|log|md|ya?ml|conf|cfg|ini|toml|tf|sql|eml)$/i, text],
];
const programNames = /\.(exe|dll|scr|com|msi|lnk|hta|vbs|vbe|jse|wsf|bat|cmd)$/i;

/** Whether the name promises other content than the bytes are. Nothing at all keeps every promise. */
export function isOtherThanNamed(name: string, mediaType: MediaType, size: number): boolean {
  if (size === 0) return false;
  return promises.some(([ending, types]) => ending.test(name) && !types.test(mediaType.type));
}

/** What the name and the whole say of what was found: scripts count in documents that run them, formulas in tables. */
export function weighFindings(
  findings: Findings,
  item: { readonly name: string; readonly mediaType: MediaType; readonly size: number; readonly isSvg: boolean },
): readonly Finding[] {
  const { name, mediaType } = item;
  const runsScript =
    mediaType.type === 'text/html' ||
    mediaType.type === 'application/pdf' ||
    item.isSvg ||
    /\.(svg|html?|xhtml)$/i.test(name);
  if (!runsScript) findings.drop('script');
  if (mediaType.type !== 'text/csv' && !/\.(csv|tsv)$/i.test(name)) findings.drop('formula');
  if (isOtherThanNamed(name, mediaType, item.size)) findings.add('type-mismatch', () => `is ${mediaType.type}`);
  if (programNames.test(name)) findings.add('executable', () => 'name');
  return findings.list();
}
