import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NodeError, NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import qrcode from 'qrcode-generator';
import { z } from 'zod';
import type { Attachment, ExcerptDocument, ReportDocument, Soc3Document } from '../../lifecycle/report/index.ts';
import { loadFonts } from './fonts.ts';
import { breakable, settable, tied } from './typography.ts';

/** digests: SHA-256, 64 lower-case hex digits; the template's over names and bytes of its files, the fonts' over their bytes. */
export interface RenderedReport {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly templateDigest: string;
  readonly fontsDigest: string;
}

const folder = fileURLToPath(new URL('typst', import.meta.url));

function digestOf(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** The document as the template reads it: sentences as plain strings, safe to set. Origin and claims stay behind. */
function plain(value: unknown, set: (text: string) => string): unknown {
  if (typeof value === 'string') return set(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => plain(each, set));
  if ('wording' in value && 'text' in value && typeof value.text === 'string') return set(value.text);
  return plainFields(value, set);
}

function plainFields(value: object, set: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, set)]));
}

/** Plain text as rows of 0 and 1. */
function square(text: string): string[] {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const places = Array.from({ length: size }, (_, i) => i);
  return places.map((y) => places.map((x) => (code.isDark(y, x) ? '1' : '0')).join(''));
}

function messagesOf(compiler: NodeCompiler, error: NodeError | null): string[] {
  return error === null
    ? []
    : compiler.fetchDiagnostics(error).map(({ message }: { message?: unknown }) => String(message));
}

/** The document in plain words; of the page on checking, roots and fingerprints exactly as they are copied from it. */
function dataOf(
  document: ReportDocument | Soc3Document | ExcerptDocument,
  set: (text: string) => string,
  exact: (text: string) => string,
  coded: (text: string) => string,
): Record<string, unknown> {
  if (document.format !== 'tickmark-report/1') return plainFields(document, set);
  const { proof } = document;
  return {
    ...plainFields({ ...document, proof: { ...proof, ledger: undefined, keys: undefined, code: undefined } }, set),
    // nothing is put between their digits
    proofExact: plain({ ledger: proof.ledger, keys: proof.keys, code: proof.code }, exact),
    qr: square(proof.code.lines.map(({ text }) => coded(text)).join('\n')),
  };
}

/**
 * Sets a SOC 2 or SOC 3 report: PDF/A-3a, tagged, byte-identical for equal input in any process.
 *
 * document     of `composeReport`, `parseReportDocument` or `composeSoc3`
 * attachments  of `attachmentsOf`; go into the file as associated files, in this order
 * throws       a fault when the template does not compile or a font is missing; hostile text is set harmlessly, never refused
 */
export function renderReport(
  document: ReportDocument | Soc3Document,
  attachments: readonly Attachment[] = [],
): RenderedReport {
  return compiled(document, attachments, (set) => {
    const { pages, fontsDigest } = set;
    return { pdf: set.pdf(), pages, templateDigest: digestOf(templates()), fontsDigest };
  });
}

/** Sets one section alone as PDF. throws as `renderReport` */
export function renderExcerpt(document: ExcerptDocument): Uint8Array {
  return compiled(document, [], (set) => set.pdf());
}

/**
 * Where a part of a block begins or ends on the pages.
 * block         position in the section's blocks, from 0; part and at: which heading, paragraph, point or row of it, from 0
 * page          from 1; x, y: points from its upper left corner, y that of the top of its first line (begin) or of the foot of its last (end); right: of the column the part stands in
 * top, bottom   of the text on every page, in points
 */
export type Edge = Readonly<z.infer<typeof edgeSchema>>;
const edgeSchema = z.strictObject({
  block: z.int().min(0),
  part: z.enum(['heading', 'paragraph', 'point', 'row']),
  at: z.int().min(0),
  edge: z.enum(['begin', 'end']),
  page: z.int().min(1),
  x: z.number(),
  y: z.number(),
  right: z.number(),
  top: z.number(),
  bottom: z.number(),
});

/**
 * Sets one section alone to be looked at: all its pages under each other as one SVG, glyphs as outlines, and from the same layout
 * where each part of it stands. throws as `renderReport`
 */
export function renderLooked(document: ExcerptDocument): { readonly svg: string; readonly edges: readonly Edge[] } {
  return compiled(document, [], (set) => ({ svg: set.svg(), edges: set.edges() }), true);
}

interface Compiled {
  readonly pages: number;
  readonly fontsDigest: string;
  pdf(): Uint8Array;
  svg(): string;
  edges(): Edge[];
}

function templates(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.typ'))
    .sort();
}

/** Sets a document and hands it on for as long as the compiler holds it. places: whether the edges of its parts are marked for `edges` */
function compiled<T>(
  document: ReportDocument | Soc3Document | ExcerptDocument,
  attachments: readonly Attachment[],
  use: (set: Compiled) => T,
  places = false,
): T {
  const fonts = loadFonts();
  const exact = (text: string) => tied(settable(text, fonts.covers));
  const set = (text: string) => breakable(exact(text));
  const shadows = attachments.map((_, i) => `/attached-${i}`);
  const data = {
    ...dataOf(document, set, exact, (text) => settable(text, fonts.covers)),
    places,
    attachments: attachments.map(({ name, type, description, relationship }, i) => ({
      path: shadows[i],
      name: settable(name, fonts.covers),
      type,
      description: settable(description, fonts.covers),
      relationship,
    })),
  };
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: [...fonts.blobs] }] });
  for (const [i, { bytes }] of attachments.entries())
    compiler.mapShadow(join(folder, `attached-${i}`), Buffer.from(bytes));
  const outcome = compiler.compile({
    mainFilePath: join(folder, 'report.typ'),
    inputs: { data: JSON.stringify(data) },
  });
  // an unknown font is only a warning to the compiler, and would change how a report looks: warnings are fatal
  const said = [...messagesOf(compiler, outcome.takeError()), ...messagesOf(compiler, outcome.takeWarnings())];
  const result = outcome.result;
  if (said.length > 0 || result === null) throw new Error(`The report could not be set: ${said.join('; ')}`);
  const creationTimestamp = Date.parse(`${document.file.date}T00:00:00Z`) / 1000;
  try {
    return use({
      pages: result.numOfPages,
      fontsDigest: fonts.digest,
      pdf: () => compiler.pdf(result, { pdfStandard: 'a-3a', pdfTags: true, creationTimestamp }),
      // a third of it is indentation and what SVG takes for granted
      svg: () => compiler.plainSvg(result).replaceAll(/>\s+</g, '><').replaceAll(' fill-rule="nonzero"', ''),
      edges: () => z.array(edgeSchema).parse(compiler.query(result, { selector: '<place>', field: 'value' })),
    });
  } finally {
    compiler.evictCache(0);
  }
}
