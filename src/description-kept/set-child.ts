/**
 * The process in which pages are set: an excerpt as JSON on stdin, the file on stdout.
 * Its text is people's; it is started with an empty environment, may write nowhere and can be ended at any moment.
 */
import { text } from 'node:stream/consumers';
import { renderExcerpt, renderLooked } from '../adapters/pdf/render.ts';
import { type ExcerptDocument, parseExcerpt } from '../lifecycle/report/index.ts';
import { type BlockSource, placesOf } from './places.ts';

const { as, document, sources } = Object(JSON.parse(await text(process.stdin)));
const excerpt = parseExcerpt(document);
const bytes = as === 'pdf' ? renderExcerpt(excerpt) : looked(excerpt, sources);
process.stdout.write(bytes, () => process.exit(0));

/** Pages and places travel as one file, so that the ones never belong to another text than the others. */
function looked(pages: ExcerptDocument, from: readonly BlockSource[]): Buffer {
  const { svg, edges } = renderLooked(pages);
  const places = JSON.stringify(placesOf(from, edges)).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return Buffer.from(svg.replace(/^<svg[^>]*>/, (opening) => `${opening}<metadata>${places}</metadata>`));
}
