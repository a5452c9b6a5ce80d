/**
 * The process in which pages are set: an excerpt as JSON on stdin, the file on stdout.
 * Its text is people's; it is started with an empty environment, may write nowhere and can be ended at any moment.
 */
import { text } from 'node:stream/consumers';
import { renderExcerpt } from '../adapters/pdf/render.ts';
import { parseExcerpt } from '../lifecycle/report/index.ts';

const { as, document } = Object(JSON.parse(await text(process.stdin)));
const bytes = renderExcerpt(parseExcerpt(document), as === 'pdf' ? 'pdf' : 'svg');
process.stdout.write(bytes, () => process.exit(0));
