/**
 * Checks a report or its proof bundle with the file alone: no server, no database, no network. What is checked, and what cannot
 * be, is written down in docs/verify.md.
 */
import { canonicalJson, fromBase64, type Json, sha256, toHex, utf8 } from '../ledger/index.ts';
import type { Bundle } from './bundle.ts';
import { type Check, Checks } from './checks.ts';
import { stepsOfChain, type ChainStep } from './chain.ts';
import { checkSeal, splitLayers } from './pdf-layers.ts';
import { type Trust, type TrustedKey, trustOf } from './trust.ts';
import { type StatedReport, verifyBundle } from './verify-bundle.ts';

export interface VerifyOptions {
  /** keys the reader trusts; null: none were named */
  readonly trust: readonly TrustedKey[] | null;
  /**
   * Sets the report again from its claims and data, where that can be done; undefined says that it is not done here.
   * returns the bytes and digests of template and fonts, or why it cannot be done here
   */
  readonly render?: (bundle: Bundle) => Promise<SetAgain | { readonly cannot: string }>;
  /** digests of files known as originals, by report id (receipts) */
  readonly originals?: readonly { readonly report: string; readonly sha256: string }[];
}

/** A report set again: its bytes, the data composed from the claims, and what it was set with (SHA-256, hex). */
export interface SetAgain {
  readonly rendered: Uint8Array;
  readonly report: Json;
  readonly template: string;
  readonly fonts: string;
}

export interface VerifiedKey {
  readonly role: string;
  readonly name: string;
  readonly custody: 'person' | 'installation';
  readonly trusted: Trust;
  /** the name of the reader's trust file, where the key is in it */
  readonly trustedAs: string | null;
}

export interface Verification {
  readonly valid: boolean;
  readonly kind: 'pdf' | 'bundle' | 'unknown';
  readonly sha256: string;
  readonly checks: readonly Check[];
  readonly engagement: Bundle['engagement'] | null;
  readonly opinion: Bundle['opinion'] | null;
  readonly specimen: boolean | null;
  readonly keys: readonly VerifiedKey[];
  /** what each step of the chain rests on; empty when the bundle could not be read */
  readonly chain: readonly ChainStep[];
  /** "unchanged since sealed by KEY; KEY is trusted by you: yes, no or unverified" */
  readonly answer: string;
  readonly recorded: readonly string[];
  readonly cannotProve: readonly string[];
}

/** What no file can show, said every time. */
export const cannotProve: readonly string[] = [
  'that a source told the truth when evidence was taken from it',
  'that people judged well: the opinion is not judged here',
  'that the keys belong to whom they name, unless you compared them by another way',
];

/** Checks a file recognised by its content. Never throws for what is in it. */
export async function verifyFile(bytes: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const checks = new Checks();
  const digest = toHex(sha256(bytes));
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 8));
  const kind = head.startsWith('%PDF-') ? 'pdf' : head.startsWith('{') ? 'bundle' : 'unknown';
  let read: { bundle: Bundle; stated: StatedReport | null } | null = null;
  let rendered: Uint8Array | null = null;
  let sealedBy: Uint8Array | null = null;
  if (bytes.length === 0) checks.fail('file', 'The file is empty.');
  else if (kind === 'unknown') checks.fail('file', 'The file is neither a PDF nor a proof bundle.');
  else if (kind === 'bundle') read = verifyBundle(bytes, checks);
  else {
    const split = splitLayers(bytes);
    if (!split.ok) {
      checks.make(
        'layers',
        () => split.problems.map((p) => `Byte ${p.place}: ${p.sentence}`),
        () => '',
      );
    } else {
      const { layers } = split;
      checks.note(
        'layers',
        `Pages, attached proof and seal; nothing before, between or after (${bytes.length} bytes).`,
      );
      const sealed = checks.make(
        'seal',
        () => checkSeal(bytes, layers.seal).map((p) => `Byte ${p.place}: ${p.sentence}`),
        () => `Over the whole file, at ${layers.seal.signingTime}.`,
      );
      if (sealed) sealedBy = layers.seal.certificate.der;
      rendered = layers.rendered;
      read = verifyBundle(layers.bundle, checks);
    }
  }
  if (read?.stated) await checkPages(checks, read.bundle, read.stated, rendered, sealedBy, kind, options);
  if (kind === 'pdf') checkOriginals(checks, bytes, read?.bundle ?? null, digest, options);

  const valid = checks.valid && read !== null;
  const keys = (read?.bundle.keys ?? []).map(({ role, name, custody, ...key }): VerifiedKey => {
    const { trusted, as } = trustOf({ role, ...key }, options.trust);
    return { role, name, custody, trusted, trustedAs: as };
  });
  const role = kind === 'pdf' ? 'seal' : 'ledger';
  const sealing = keys.find((key) => key.role === role);
  return {
    valid,
    kind,
    sha256: digest,
    checks: checks.all,
    engagement: read?.bundle.engagement ?? null,
    opinion: read?.bundle.opinion ?? null,
    specimen: read?.bundle.specimen ?? null,
    keys,
    chain: read === null ? [] : stepsOfChain(read.bundle.entries),
    answer: valid ? answerOf(sealing) : 'changed, or not a report that this can check',
    recorded: keys
      .filter((key) => key.custody === 'installation' && key.role !== 'ledger' && key.role !== 'seal')
      .map((key) => `recorded by the installation for ${key.name} (${key.role})`),
    cannotProve,
  };
}

/** R-RPT-16: unchanged since KEY, and whether the reader trusts KEY; the file's own name for a key is never enough. */
function answerOf(key: VerifiedKey | undefined): string {
  const name = key?.name ?? 'an unnamed key';
  const as = key?.trustedAs && key.trustedAs !== name ? `, as ${key.trustedAs}` : '';
  return `unchanged since sealed by ${name}; ${name} is trusted by you: ${key?.trusted ?? 'unverified'}${as}`;
}

async function checkPages(
  checks: Checks,
  bundle: Bundle,
  stated: StatedReport,
  rendered: Uint8Array | null,
  sealedBy: Uint8Array | null,
  kind: 'pdf' | 'bundle' | 'unknown',
  options: VerifyOptions,
): Promise<void> {
  if (kind === 'pdf' && rendered !== null) {
    checks.make(
      'pages',
      () => (toHex(sha256(rendered)) === stated.rendered ? [] : ['The pages are not those of the report statement.']),
      () => 'The pages are those that were stated before the seal.',
    );
    checks.make(
      'seal key',
      () => {
        const key = bundle.keys.find((k) => k.role === 'seal');
        if (sealedBy === null) return ['The seal does not hold, so its key says nothing.'];
        if (!key) return ['The bundle names no key of the seal.'];
        const certificate = toHex(sha256(sealedBy));
        return certificate === stated.sealKey && certificate === toHex(sha256(fromBase64(key.publicKey)))
          ? []
          : ['The file is sealed by another key than the report statement names.'];
      },
      () => 'The key of the seal is the one that was stated.',
    );
  }
  if (!options.render) {
    checks.note('set again', 'Not set again here: the pages were compared by their digest only.');
    return;
  }
  try {
    const again = await options.render(bundle);
    // Another version sets other pages from the same data: that says nothing against the report, whose pages are held by digest.
    if ('cannot' in again || again.template !== stated.template || again.fonts !== stated.fonts) {
      const why = 'cannot' in again ? again.cannot : 'the template or the fonts at hand are not those it was set with';
      checks.note('set again', `Not set again: ${why}. The pages were compared by their digest only.`);
      return;
    }
    checks.make(
      'set again',
      () => {
        if (canonicalJson(again.report) !== canonicalJson(bundle.report))
          return ['The sentences do not follow from the claims.'];
        return toHex(sha256(again.rendered)) === stated.rendered ? [] : ['The data, set again, give other pages.'];
      },
      () => 'Every sentence follows from its claims; set again, the pages are equal to the byte.',
    );
  } catch (error) {
    checks.fail(
      'set again',
      `The report cannot be set from its data: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * An altered copy of a known original is told as such: same report, another digest. Where alteration left no bundle to read, the
 * report's id is looked for as the bundle writes it; that names the original, and decides nothing else.
 */
function checkOriginals(
  checks: Checks,
  bytes: Uint8Array,
  bundle: Bundle | null,
  digest: string,
  options: VerifyOptions,
): void {
  const known = (options.originals ?? []).filter(({ report }) =>
    bundle === null ? holds(bytes, utf8(`"id":${JSON.stringify(report)}`)) : bundle.engagement.id === report,
  );
  const first = known[0];
  if (!first) return;
  checks.make(
    'original',
    () =>
      known.some((one) => one.sha256 === digest)
        ? []
        : [`This is an altered copy of ${first.report}: the original has the digest ${first.sha256}.`],
    () => 'The file is the original that the receipt names.',
  );
}

function holds(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}

/** The answer for people: first the sentence, then each check, then what it cannot show. */
export function verificationText(result: Verification): string {
  const { engagement } = result;
  const time =
    engagement === null
      ? ''
      : engagement.type === 'type2'
        ? `${engagement.periodStart ?? ''} to ${engagement.periodEnd ?? ''}`
        : `as of ${engagement.asOf ?? ''}`;
  return [
    `${result.valid ? 'VALID' : 'NOT VALID'}: ${result.answer}.`,
    ...(engagement === null
      ? []
      : [
          `${engagement.id}: ${engagement.organization}, ${time}, by ${engagement.firm}; opinion stated: ${result.opinion ?? ''}${result.specimen ? ' (SPECIMEN)' : ''}.`,
        ]),
    '',
    ...result.checks.map((check) => `  ${check.ok ? '✓' : '✗'} ${check.name}: ${check.detail}`),
    '',
    ...result.chain.map(
      (step) =>
        `  ${step.count} ${step.hop}: ${step.restsOn.length === 0 ? 'rests on nothing before it' : `rests on ${step.restsOn.join(', ')}`}`,
    ),
    '',
    ...result.keys.map(
      (key) =>
        `  key ${key.role}, ${key.name}: trusted by you: ${key.trusted}${key.trustedAs === null ? '' : `, as ${key.trustedAs}`}`,
    ),
    ...result.recorded.map((line) => `  ${line}`),
    '',
    `It cannot show ${result.cannotProve.join('; ')}.`,
  ].join('\n');
}
