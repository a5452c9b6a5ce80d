import { fileURLToPath } from 'node:url';
import { atOnce } from '../../adapters/apart/at-once.ts';
import { programFolders, programRoot, runApart } from '../../adapters/apart/run-apart.ts';
import { doesNotFit, noPage } from '../errors.ts';

const child = fileURLToPath(new URL('./page-child.ts', import.meta.url));
const packages = ['@hyzyla/pdfium', 'fast-png'].map((name) => fileURLToPath(import.meta.resolve(name)));
const seconds = 20;
/** The picture of a scan may need much, and a hostile file asks for all there is. */
const mostBytes = 1_000_000_000;
const inTurn = atOnce(2);

/** Bytes of a PDF that is shown, at most. */
export const largestShown = 20_000_000;

/** A page as PNG (base64), at most 1200 × 1800 pixels. pages: of the whole file */
export interface PagePicture {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  readonly png: string;
}

export type PageReply = PagePicture | { readonly refused: 'broken' | 'locked' | 'beyond'; readonly pages?: number };

const download = 'Download it to look at it.';

/**
 * read  the whole file; it is asked for when its turn has come, so that who waits holds no file in memory
 * page  from 1
 * refuses  not-found: no such page; conflict: encrypted, broken, or too much for the time and memory it is given
 */
export async function drawPage(read: () => Promise<Buffer>, page: number): Promise<PagePicture> {
  const { said, isLate, isLarge } = await inTurn(async () => {
    const pdf = await read();
    return runApart({
      child,
      folder: programRoot,
      reads: programFolders(packages),
      input: { pdf: pdf.toString('base64'), page },
      seconds,
      mostBytes,
    });
  });
  if (isLate || isLarge) throw doesNotFit('The page takes too long or too much memory to be shown.', download);
  // It ended before it could say why: so does PDFium on some broken files.
  const reply: PageReply = said.length === 0 ? { refused: 'broken' } : JSON.parse(said.toString('utf8'));
  if (!('refused' in reply)) return reply;
  if (reply.refused === 'beyond') throw noPage(reply.pages ?? 0);
  throw doesNotFit(
    reply.refused === 'locked' ? 'The PDF is locked.' : 'The PDF cannot be shown: it is broken.',
    download,
  );
}
