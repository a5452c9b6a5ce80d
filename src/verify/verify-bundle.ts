/** Checks a proof bundle with nothing but itself: encoding, signature, log, order, statements, claims, samples. Pure. */
import {
  canonicalJson,
  ed25519Verify,
  entryBody,
  entryLeafHash,
  equalBytes,
  fromBase64,
  fromUtf8,
  headerOf,
  openCheckpoint,
  parseCanonicalJson,
  parseEnvelope,
  parseStatement,
  parseVkey,
  payloadText,
  type StatementDraft,
  sha256,
  toHex,
  utf8,
  verifyEnvelopeKeys,
  verifyInclusion,
} from '../ledger/index.ts';
import { test as testShape } from '../lifecycle/report/claim-shapes.ts';
import { isTestClaim, totalsOf } from '../lifecycle/report/claims.ts';
import { type Bundle, bundleMessage } from './bundle.ts';
import { bundleShape } from './bundle-shape.ts';
import { problemsOfChain, summaryOfChain } from './chain.ts';
import type { Checks } from './checks.ts';
import { claimsRoot, problemsOfClaimOrder } from './claims.ts';
import { problemsOfDraw } from './draws.ts';

/** What the `report` statement says of the report: everything the rest is held against. */
export interface StatedReport {
  readonly claimsRoot: string;
  readonly reportData: string;
  readonly rendered: string;
  readonly draws: string;
  readonly template: string;
  readonly fonts: string;
  readonly sealKey: string;
}

/** Reads and checks a bundle. Returns it with what its `report` statement says, or null where it cannot be read at all. */
export function verifyBundle(
  bytes: Uint8Array,
  checks: Checks,
): { bundle: Bundle; stated: StatedReport | null } | null {
  let bundle: Bundle | null = null;
  const readable = checks.make(
    'bundle',
    () => {
      const text = fromUtf8(bytes);
      if (!text.endsWith('\n')) return ['The bundle does not end in a line feed.'];
      const parsed = bundleShape.safeParse(parseCanonicalJson(text.slice(0, -1)));
      if (!parsed.success) {
        return parsed.error.issues.map(
          (issue) => `Bundle, ${issue.path.map(String).join('.') || 'whole'}: ${issue.message}.`,
        );
      }
      bundle = parsed.data;
      return [];
    },
    () => 'One encoding, one shape.',
  );
  const read = bundle as Bundle | null;
  if (!readable || read === null) return null;

  checks.make(
    'keys',
    () => problemsOfKeys(read),
    () => `${read.keys.length} keys, each listed once.`,
  );
  const ledgerKeys = read.keys.filter((k) => k.role === 'ledger');
  checks.make(
    'bundle signature',
    () => {
      const key = ledgerKeys[0];
      if (ledgerKeys.length !== 1 || !key)
        return [`The bundle names ${ledgerKeys.length} keys of the ledger; one is needed.`];
      const { signature, ...unsigned } = read;
      if (!ed25519Verify(fromBase64(key.publicKey), bundleMessage(unsigned), fromBase64(signature))) {
        return ['The bundle is not as the ledger’s key signed it.'];
      }
      const vkey = parseVkey(read.log.key);
      return vkey.name === read.log.origin && equalBytes(vkey.publicKey, fromBase64(key.publicKey))
        ? []
        : ['The verifier key of the log is not the ledger’s key.'];
    },
    () => `Signed by ${ledgerKeys[0]?.name ?? ''}.`,
  );

  let size = 0;
  let root = new Uint8Array(32);
  const signed = checks.make(
    'checkpoint',
    () => {
      const { checkpoint } = openCheckpoint(read.log.checkpoint, parseVkey(read.log.key));
      if (checkpoint.origin !== read.log.origin)
        return [`The checkpoint is of ${checkpoint.origin}, not of ${read.log.origin}.`];
      size = checkpoint.size;
      root = new Uint8Array(checkpoint.root);
      return [];
    },
    () => `${read.log.origin}, ${size} entries.`,
  );
  if (signed) {
    checks.make(
      'entries',
      () =>
        read.entries.flatMap((entry) => {
          const holds =
            entry.index < size &&
            verifyInclusion({
              index: entry.index,
              size,
              leafHash: entryLeafHash(entry.header, fromBase64(entry.body)),
              proof: entry.proof.map(fromBase64),
              root,
            });
          return holds ? [] : [`Entry ${entry.index} (${entry.header.hop}) is not in the log of the checkpoint.`];
        }),
      () => `${read.entries.length} statements in the log.`,
    );
  }
  checks.make(
    'order',
    () => problemsOfChain(read.entries),
    () => `Nothing rests on something later: ${summaryOfChain(read.entries)}.`,
  );

  const statements = new Map<string, StatementDraft>();
  checks.make(
    'statements',
    () => problemsOfOpened(read, statements),
    () => `${[...statements.keys()].join(', ')}: opened, signed by keys of the bundle.`,
  );
  const stated = statedReport(statements.get('report'));
  checks.make(
    'particulars',
    () => problemsOfParticulars(read, statements),
    () => 'Engagement, opinion and dates are those that were stated.',
  );
  if (stated === null) {
    checks.fail('claims', 'The report statement does not say what the claims are held against.');
    return { bundle: read, stated };
  }

  checks.make(
    'claims',
    () => [
      ...problemsOfClaimOrder(read.claims),
      ...(toHex(claimsRoot(read.claims)) === stated.claimsRoot
        ? []
        : ['The claims are not those of the report statement.']),
      ...problemsOfAgreement(read),
      ...problemsOfPrintedKeys(read),
    ],
    () => `${read.claims.length} claims under the root that the report statement names.`,
  );
  checks.make(
    'totals',
    () => problemsOfTotals(read),
    () => 'The totals of Section IV add up.',
  );
  checks.make(
    'samples',
    () => [
      ...(toHex(sha256(utf8(canonicalJson(JSON.parse(JSON.stringify(read.draws)))))) === stated.draws
        ? []
        : ['The samples are not those of the report statement.']),
      ...read.draws.flatMap((draw) => {
        const entry = read.entries.find((e) => e.index === draw.entry);
        return [
          ...(entry?.header.hop === 'sample'
            ? []
            : [`${draw.procedure}: entry ${draw.entry} states no sample behind the report.`]),
          ...problemsOfDraw(draw),
        ];
      }),
    ],
    () => (read.draws.length === 0 ? 'No sample was drawn.' : `${read.draws.length} samples drawn again by position.`),
  );
  checks.make(
    'report data',
    () =>
      toHex(sha256(utf8(canonicalJson(read.report)))) === stated.reportData
        ? []
        : ['The data of the report are not those of the report statement.'],
    () => 'The data the pages are set from are those that were stated.',
  );
  return { bundle: read, stated };
}

/** One key a holder, one holder a key: a statement could otherwise pass for another's. */
function problemsOfKeys(bundle: Bundle): string[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const key of bundle.keys) {
    const holder = `${key.name} (${key.role})`;
    const other = seen.get(key.publicKey);
    if (other !== undefined) problems.push(`The key of ${holder} is also that of ${other}.`);
    seen.set(key.publicKey, holder);
    const bytes = fromBase64(key.publicKey);
    if (key.algorithm === 'ed25519' && bytes.length !== 32) problems.push(`The key of ${holder} is no Ed25519 key.`);
    if ((key.role === 'seal') !== (key.algorithm === 'x509-ecdsa-p256'))
      problems.push(`The key of ${holder} is not of the kind its role has.`);
  }
  const seals = bundle.keys.filter((key) => key.role === 'seal').length;
  if (seals !== 1) problems.push(`The bundle names ${seals} keys of the seal; one is needed.`);
  return problems;
}

/** Who may make what is shown (DESIGN 2, rule 2): no side can speak for the other. */
const sideOf: Readonly<Record<string, 'management' | 'firm'>> = {
  report: 'firm',
  opinion: 'firm',
  assertion: 'management',
};

/** The statements a reader may see whole: their commitment, their signatures, their header. */
function problemsOfOpened(bundle: Bundle, statements: Map<string, StatementDraft>): string[] {
  const problems: string[] = [];
  const keys = bundle.keys.filter((k) => k.algorithm === 'ed25519').map((k) => fromBase64(k.publicKey));
  for (const opened of bundle.opened) {
    const entry = bundle.entries.find((e) => e.index === opened.index);
    const at = `Entry ${opened.index}`;
    if (!entry) {
      problems.push(`${at} is opened and not listed.`);
      continue;
    }
    if (!equalBytes(entryBody(fromBase64(opened.salt), opened.envelope), fromBase64(entry.body))) {
      problems.push(`${at} is not what was committed to.`);
      continue;
    }
    const envelope = parseEnvelope(opened.envelope);
    const signers = verifyEnvelopeKeys(envelope, keys);
    const statement = parseStatement(payloadText(envelope));
    if (signers === null || signers.length === 0) problems.push(`${at} is signed by no key of the bundle.`);
    else {
      const key = bundle.keys.find(
        (k) => k.algorithm === 'ed25519' && signers.some((s) => equalBytes(s, fromBase64(k.publicKey))),
      );
      if (
        key &&
        (key.role !== statement.maker.role ||
          key.name !== statement.maker.name ||
          key.custody !== statement.maker.custody)
      ) {
        problems.push(
          `${at} is by ${statement.maker.name} (${statement.maker.role}) and signed by the key of ${key.name} (${key.role}).`,
        );
      }
    }
    if (canonicalJson({ ...headerOf(statement) }) !== canonicalJson({ ...entry.header })) {
      problems.push(`${at} is listed with another hop or other inputs than it states.`);
    }
    const side = sideOf[statement.hop];
    if (side === undefined) problems.push(`${at}: a ${statement.hop} is a workpaper and may not be shown (R-RPT-15).`);
    else if (statement.maker.side !== side)
      problems.push(
        `${at}: ${statement.maker.name} of ${statement.maker.side} states the ${statement.hop}, which is for the ${side} side.`,
      );
    if (statements.has(statement.hop)) problems.push(`${at}: a second ${statement.hop} is opened.`);
    statements.set(statement.hop, statement);
  }
  for (const hop of ['report', 'opinion', 'assertion']) {
    if (!statements.has(hop)) problems.push(`The ${hop} statement is not shown.`);
  }
  return problems;
}

function statedReport(statement: StatementDraft | undefined): StatedReport | null {
  if (!statement) return null;
  const field = (name: string): string => {
    const value = statement.body[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    claimsRoot: field('claimsRoot'),
    reportData: field('reportData'),
    rendered: field('rendered'),
    draws: field('draws'),
    template: field('template'),
    fonts: field('fonts'),
    sealKey: field('sealKey'),
  };
}

/** What the bundle says of itself, held against the statements. */
function problemsOfParticulars(bundle: Bundle, statements: ReadonlyMap<string, StatementDraft>): string[] {
  const problems: string[] = [];
  const same = (what: string, said: unknown, stated: unknown): void => {
    if (said !== stated) problems.push(`${what}: the bundle says ${String(said)}, stated was ${String(stated)}.`);
  };
  const opinion = statements.get('opinion')?.body ?? {};
  const assertion = statements.get('assertion')?.body ?? {};
  const report = statements.get('report')?.body ?? {};
  const { engagement } = bundle;
  same('opinion', bundle.opinion, opinion['kind']);
  same('engagement', engagement.id, opinion['engagement']);
  same('firm', engagement.firm, opinion['firm']);
  same('organization', engagement.organization, assertion['organization']);
  same('report date', engagement.reportDate, opinion['reportDate']);
  same('type', engagement.type, report['type']);
  same('period start', engagement.periodStart, report['periodStart'] ?? null);
  same('period end', engagement.periodEnd, report['periodEnd'] ?? null);
  same('as-of date', engagement.asOf, report['asOf'] ?? null);
  same('specimen', bundle.specimen, report['specimen']);
  same('version', bundle.producedBy.version, report['version']);
  return problems;
}

/** The claims say the same as the particulars: a bundle cannot name one opinion and print another. */
function problemsOfAgreement(bundle: Bundle): string[] {
  const value = (id: string): unknown => bundle.claims.find((c) => c.id === id)?.value;
  const expected: readonly (readonly [string, unknown])[] = [
    ['opinion.kind', bundle.opinion],
    ['report.type', bundle.engagement.type],
    ['report.specimen', bundle.specimen],
    ['organization.name', bundle.engagement.organization],
    ['firm.name', bundle.engagement.firm],
    ...(bundle.engagement.type === 'type2'
      ? ([
          ['engagement.periodStart', bundle.engagement.periodStart],
          ['engagement.periodEnd', bundle.engagement.periodEnd],
        ] as const)
      : ([['engagement.asOf', bundle.engagement.asOf]] as const)),
  ];
  return expected.flatMap(([id, said]) => (value(id) === said ? [] : [`The claim ${id} is not what the bundle says.`]));
}

/**
 * The keys are those the report prints, and the partner's statement stands behind what it prints: nobody can be added to the list
 * of keys, and no key be given another name, by whoever holds the log's key alone.
 */
function problemsOfPrintedKeys(bundle: Bundle): string[] {
  const printed = bundle.claims.filter((c) => /^key\.\d+$/.test(c.id)).map((c) => canonicalJson(c.value));
  const listed = bundle.keys.map((key) =>
    canonicalJson({
      custody: key.custody,
      fingerprint: toHex(sha256(fromBase64(key.publicKey)))
        .slice(0, 32)
        .replace(/(.{4})(?=.)/g, '$1 '),
      name: key.name,
      role: key.role,
    }),
  );
  return [
    ...bundle.keys.flatMap((key, i) =>
      printed.includes(listed[i] ?? '')
        ? []
        : [`The key of ${key.name} (${key.role}) is not among the keys that the report names.`],
    ),
    ...(printed.length === listed.length
      ? []
      : [`The report names ${printed.length} keys, the bundle ${listed.length}.`]),
  ];
}

function problemsOfTotals(bundle: Bundle): string[] {
  const tests = bundle.claims.filter((c) => isTestClaim(c)).map((c) => testShape.parse(c.value));
  const totals = totalsOf(tests);
  return Object.entries(totals).flatMap(([name, sum]) => {
    const claim = bundle.claims.find((c) => c.id === `total.${name}`);
    if (!claim) return tests.length === 0 ? [] : [`There is no claim total.${name}.`];
    return claim.value === sum ? [] : [`total.${name} says ${JSON.stringify(claim.value)}; added up it is ${sum}.`];
  });
}
