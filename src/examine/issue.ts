/** The report: composed, set, stated, attached to its proof, sealed, issued. The order of the layers is that of DESIGN 5. */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { attachBundle } from '../adapters/pdf/attach.ts';
import { renderReport } from '../adapters/pdf/render.ts';
import { makeSealKey } from '../adapters/pdf/seal-key.ts';
import { sealPdf } from '../adapters/pdf/seal.ts';
import { integrate, type LoggedEntry, logVkey, readProof, sha256, toBase64, toHex } from '../ledger/index.ts';
import {
  bundleEntry,
  drawsDigest,
  entriesBehind,
  openEntry,
  reportDigest,
  signBundle,
} from '../lifecycle/report/bundle.ts';
import { attachmentsOf, claimsOf, composeReport, loadWording, type ReportFacts } from '../lifecycle/report/index.ts';
import type { BundleKey, Claim } from '../verify/bundle.ts';
import { claimsRoot } from '../verify/index.ts';
import { version } from '../version.ts';
import { dataFolder } from '../data-folder.ts';
import type { Engagement } from './folder/engagement.ts';
import type { Judged } from './judged.ts';
import { installationName, type KeyRing, logKeyName, need } from './keys.ts';
import type { BuiltPopulation } from './populations.ts';
import { reportFacts } from './report-facts.ts';
import { type DrawnSample, drawShown } from './samples.ts';
import { type Concluded, partnerOf } from './statements.ts';
import { refOf, type Workspace } from './workspace.ts';

export interface IssuedReport {
  readonly pdf: Uint8Array;
  readonly sha256: string;
  readonly pages: number;
  readonly bundle: Uint8Array;
  readonly facts: ReportFacts;
  readonly keys: readonly BundleKey[];
  readonly ledger: { readonly size: number; readonly root: string; readonly origin: string; readonly vkey: string };
  readonly issue: { readonly index: number; readonly digest: string };
}

/**
 * signingTime  when the seal is made; the report date is data of the engagement (R-DAT-01)
 * lastYears    the seal's certificate is valid that long
 */
export async function issueReport(
  engagement: Engagement,
  workspace: Workspace,
  judged: Judged,
  populations: readonly BuiltPopulation[],
  samples: ReadonlyMap<string, DrawnSample>,
  concluded: Concluded,
  signingTime: Date,
  progress: (line: string) => void,
): Promise<IssuedReport> {
  const { file } = engagement;
  const { log } = workspace;
  progress('composing the report');
  const before = await integrate(log);
  const seal = makeSealKey(
    `${installationName} seal (not a firm's signature)`,
    instant(signingTime),
    instant(addYears(signingTime, 10)),
  );
  const keys = bundleKeys(engagement, workspace.keys, log.origin, seal.certificate);
  const statements = await entriesOf(workspace);
  const opinionSide = entriesBehind(statements, concluded.opinion.index);
  const facts = reportFacts(engagement, judged, populations, {
    origin: log.origin,
    size: before.size,
    root: toBase64(before.root),
    statements: opinionSide.length,
    checkpointAt: null,
    keys: keys.map((k) => ({
      role: k.role,
      name: k.name,
      publicKey: Buffer.from(k.publicKey, 'base64'),
      custody: k.custody,
    })),
  });
  const claims: Claim[] = claimsOf(facts).map((claim) => ({ ...claim, salt: toBase64(randomBytes(32)) }));
  const document = composeReport(claims, loadWording(join(dataFolder, 'wording.yaml')));
  const rendered = renderReport(document, attachmentsOf(claims));
  const extended = new Set(judged.tests.filter((t) => t.extension !== null).map((t) => t.procedure.id));
  const draws = [...samples.values()].map((s) => drawShown(s, extended.has(s.procedure)));

  progress('stating the report');
  const report = await workspace.state({
    hop: 'report',
    subject: { name: 'report.pdf/rendered', sha256: toHex(sha256(rendered.pdf)) },
    body: {
      engagement: file.id,
      type: file.type,
      periodStart: file.period?.start ?? null,
      periodEnd: file.period?.end ?? null,
      asOf: file.asOf ?? null,
      specimen: facts.specimen,
      version,
      pages: rendered.pages,
      claimsRoot: toHex(claimsRoot(claims)),
      reportData: reportDigest(document),
      draws: drawsDigest(draws),
      rendered: toHex(sha256(rendered.pdf)),
      template: rendered.templateDigest,
      fonts: rendered.fontsDigest,
      sealKey: toHex(sha256(seal.certificate)),
    },
    inputs: [concluded.opinion, concluded.assertion, concluded.description],
    maker: need(workspace.keys, partnerOf(engagement)).maker,
    at: workspace.evidence.now(),
  });
  const checkpoint = await integrate(log);
  const all = await entriesOf(workspace);
  const behind = entriesBehind(all, report.index);
  const entries = [];
  for (const entry of behind)
    entries.push(bundleEntry(entry, (await readProof(log, entry.index, checkpoint.size)).proof));
  const opened = [concluded.assertion.index, concluded.opinion.index, report.index].map((i) => {
    const entry = all.get(i);
    if (!entry) throw new Error(`Entry ${i} is not in the log.`);
    return openEntry(entry);
  });
  const bundle = await signBundle(
    {
      producedBy: { name: 'Tickmark', version },
      specimen: facts.specimen,
      engagement: {
        id: file.id,
        type: file.type,
        organization: file.organization.name,
        firm: file.firm.name,
        periodStart: file.period?.start ?? null,
        periodEnd: file.period?.end ?? null,
        asOf: file.asOf ?? null,
        reportDate: file.reportDate,
      },
      opinion: judged.opinion.kind,
      log: { origin: log.origin, key: logVkey(log), checkpoint: checkpoint.note },
      keys,
      entries,
      opened,
      claims,
      draws,
      report: document,
    },
    (message) => need(workspace.keys, logKeyName).signer.sign(message),
  );

  progress('sealing the report');
  const attached = attachBundle(rendered.pdf, bundle);
  const pdf = sealPdf(attached, {
    privateKey: seal.privateKey,
    certificate: seal.certificate,
    signingTime: instant(signingTime),
    name: `${installationName} seal`,
    reason: 'Integrity of the file; not the signature of a firm',
  });
  const digest = createHash('sha256').update(pdf).digest('hex');
  const issue = await workspace.state({
    hop: 'issue',
    subject: { name: 'report.pdf', sha256: digest },
    body: { engagement: file.id, sha256: digest, bytes: pdf.length, reportDate: file.reportDate },
    inputs: [refOf(report)],
    maker: need(workspace.keys, partnerOf(engagement)).maker,
    at: workspace.evidence.now(),
  });
  const final = await integrate(log);
  return {
    pdf,
    sha256: digest,
    pages: rendered.pages,
    bundle,
    facts,
    keys,
    ledger: { size: final.size, root: toBase64(final.root), origin: log.origin, vkey: logVkey(log) },
    issue: refOf(issue),
  };
}

/** Keys a reader meets: the log's, the seal's, and those of the people whose statements are shown. */
function bundleKeys(engagement: Engagement, ring: KeyRing, origin: string, certificate: Uint8Array): BundleKey[] {
  const ledger = need(ring, logKeyName).signer;
  const people = [
    engagement.file.organization.signatory.name,
    partnerOf(engagement),
    engagement.judgements?.opinion?.by ?? partnerOf(engagement),
  ];
  return [
    {
      role: 'ledger',
      name: origin,
      algorithm: 'ed25519',
      publicKey: toBase64(ledger.publicKey),
      custody: 'installation',
    },
    {
      role: 'seal',
      name: `${installationName} seal`,
      algorithm: 'x509-ecdsa-p256',
      publicKey: toBase64(certificate),
      custody: 'installation',
    },
    ...[...new Set(people)].map((name) => {
      const { signer } = need(ring, name);
      return {
        role: signer.role,
        name: signer.name,
        algorithm: 'ed25519' as const,
        publicKey: toBase64(signer.publicKey),
        custody: signer.custody,
      };
    }),
  ];
}

async function entriesOf(workspace: Workspace): Promise<ReadonlyMap<number, LoggedEntry>> {
  const entries = new Map<number, LoggedEntry>();
  const page = 1000;
  for (let start = 0; ; start += page) {
    const found = await workspace.log.store.entries(workspace.log.origin, start, page);
    for (const entry of found) entries.set(entry.index, entry);
    if (found.length < page) return entries;
  }
}

function addYears(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}

/** An instant with whole seconds, as certificates and seals write it. */
function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
