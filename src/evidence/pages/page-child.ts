/**
 * The process in which a page of a PDF becomes a picture: `{ pdf, page }` as JSON on stdin (base64, from 1), a `PageReply` on stdout.
 * The file is anybody's: PDFium runs as WebAssembly in a process that may read the program alone and can be ended at any moment.
 */
import { text } from 'node:stream/consumers';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { encode } from 'fast-png';
import type { PageReply } from './page-apart.ts';

const mostWidth = 1_200;
const mostHeight = 1_800;
/** A small page is not blown up beyond this. */
const mostScale = 3;

// What PDFium has to say of a file goes beside the answer, not into it.
console.log = console.error;
const { pdf, page } = Object(JSON.parse(await text(process.stdin)));
const reply = await draw(Buffer.from(String(pdf), 'base64'), Number(page)).catch(
  (error: unknown): PageReply => ({ refused: /password|security/i.test(String(error)) ? 'locked' : 'broken' }),
);
process.stdout.write(JSON.stringify(reply), () => process.exit(0));

async function draw(bytes: Buffer, number: number): Promise<PageReply> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const pages = document.getPageCount();
  if (pages < 1) return { refused: 'broken' };
  if (number > pages) return { refused: 'beyond', pages };
  const found = document.getPage(number - 1);
  const { originalWidth, originalHeight } = found.getOriginalSize();
  // A page that could not be loaded has no extent; a white point in its place would pass for a page.
  if (!(originalWidth > 0 && originalHeight > 0)) return { refused: 'broken' };
  const scale = Math.min(mostWidth / originalWidth, mostHeight / originalHeight, mostScale);
  // A page that is a line would have no height at all.
  const width = Math.max(1, Math.floor(originalWidth * scale));
  const height = Math.max(1, Math.floor(originalHeight * scale));
  if (!Number.isFinite(width) || !Number.isFinite(height)) return { refused: 'broken' };
  // What was filled into a form is drawn only where it is asked for.
  const drawn = await found.render({ width, height, render: 'bitmap', renderFormFields: true });
  const png = encode({ width: drawn.width, height: drawn.height, data: drawn.data, channels: 4, depth: 8 });
  return { pages, width: drawn.width, height: drawn.height, png: Buffer.from(png).toString('base64') };
}
