/** The picture as a file of its own, on paper: no script, no style sheet, no font to fetch; text is text. Pure. */
import { drawLine, nameLines } from './layout.ts';
import type { Picture, Placed, Standing } from './model.ts';

const ink = '#17191C';
const quiet = '#5A5E66';
const line = '#85857B';
const paper = '#FFFFFF';

/** What the picture is called, and the words of registers and standings. */
export interface PictureWords {
  readonly title: string;
  readonly boundary: string;
  readonly registers: Readonly<Record<string, string>>;
  readonly standings: Readonly<Record<Standing, string>>;
}

/** An SVG document, the same bytes for the same picture. */
export function drawSvg(picture: Picture, words: PictureWords): string {
  const { nodes, relations, boundary, width, height } = picture;
  const at = new Map(nodes.map((node) => [node.code, node]));
  const lines = relations.flatMap(({ from, to }) => {
    const [a, b] = [at.get(from), at.get(to)];
    if (a === undefined || b === undefined) return [];
    const drawn = drawLine(a, b);
    return `<path d="${drawn.line}"/><path d="${drawn.head}"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter, Helvetica, Arial, sans-serif" role="img" aria-label="${escape(words.title)}">`,
    `<title>${escape(words.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    `<rect x="${boundary.x}" y="${boundary.y}" width="${boundary.width}" height="${boundary.height}" rx="10" fill="none" stroke="${ink}" stroke-width="1.5"/>`,
    `<text x="${boundary.x + 14}" y="${boundary.y + 22}" font-size="12" font-weight="600" fill="${ink}">${escape(words.boundary)}</text>`,
    `<g fill="none" stroke="${line}" stroke-width="1.2">${lines.join('')}</g>`,
    ...nodes.map((node) => drawNode(node, words)),
    '</svg>\n',
  ].join('\n');
}

function drawNode(node: Placed, words: PictureWords): string {
  const dashes = node.standing === 'inside' || node.standing === 'inclusive' ? '' : ' stroke-dasharray="5 3"';
  const standing = words.standings[node.standing];
  const kind = standing === '' ? (words.registers[node.register] ?? node.register) : standing;
  const name = nameLines(node.title).map(
    (text, index) =>
      `<text x="${node.x + 10}" y="${node.y + 33 + index * 15}" font-size="12" font-weight="600" fill="${ink}">${escape(text)}</text>`,
  );
  return [
    `<g><title>${escape(`${node.code} ${node.title}`)}</title>`,
    `<rect x="${node.x}" y="${node.y}" width="${node.width}" height="${node.height}" rx="6" fill="${paper}" stroke="${ink}"${dashes}/>`,
    `<text x="${node.x + 10}" y="${node.y + 16}" font-size="10" fill="${quiet}">${escape(`${node.code}  ${kind}`)}</text>`,
    ...name,
    '</g>',
  ].join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML has it; what XML 1.0 cannot hold is left out. */
function escape(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- these are the characters XML refuses
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .toWellFormed()
      .replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter)
  );
}
