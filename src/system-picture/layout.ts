/**
 * Where everything stands in the picture of the system. Pure and without imports at run time: the server draws a file with it, the page
 * the same picture while it is moved about. The same records and places give the same picture.
 */
import type { Box, Component, Picture, Place, Placed, Relation } from './model.ts';

export const nodeWidth = 184;
export const nodeHeight = 56;
const gapX = 28;
const gapY = 44;
const pad = 28;
/** above the first row inside, for the boundary's own words */
const headroom = 36;
const margin = 24;
const leastBoundary = { width: 2 * (nodeWidth + pad), height: nodeHeight + pad + headroom };

/** What is inside stands at least so far in, so that its boundary stays in the picture. */
const leastInside: Place = { x: margin + pad, y: margin + headroom };

/**
 * order   names of the registers inside, the uppermost layer first; what is of no layer comes last
 * places  where somebody put a component, by code; what is not of this picture is passed over
 */
export function layOut(
  components: readonly Component[],
  relations: readonly Relation[],
  places: ReadonlyMap<string, Place>,
  order: readonly string[],
): Picture {
  const of = (standing: Component['standing']): Component[] =>
    components.filter((one) => one.standing === standing).toSorted(byCode);
  const inside = settle(rowsOf(of('inside'), relations, order), places, leastInside);
  const [inclusive, carvedOut] = [of('inclusive'), of('carve-out')];
  const boundary = boundaryOf(inside, inclusive, carvedOut, places);
  const right = boundary.x + boundary.width;
  const atEdge = [
    ...stacked(inclusive, right - nodeWidth, boundary, places),
    ...stacked(carvedOut, right, boundary, places),
  ];
  const beside = right + (carvedOut.length > 0 ? nodeWidth : 0) + 2 * gapX;
  const perColumn = Math.max(5, Math.floor(boundary.height / (nodeHeight + gapX)));
  const outside = of('outside').map((one, index): readonly [Component, Place] => [
    one,
    {
      x: beside + Math.floor(index / perColumn) * (nodeWidth + gapX),
      y: boundary.y + headroom + (index % perColumn) * (nodeHeight + gapX),
    },
  ]);
  const perRow = Math.max(3, Math.floor(boundary.width / (nodeWidth + gapX)));
  const undecided = of('undecided').map((one, index): readonly [Component, Place] => [
    one,
    {
      x: boundary.x + (index % perRow) * (nodeWidth + gapX),
      y: boundary.y + boundary.height + 2 * gapX + Math.floor(index / perRow) * (nodeHeight + gapX),
    },
  ]);
  const beyond = settle([...outside, ...undecided], places, { x: 0, y: 0 }).map((node) => keptOut(node, boundary));
  const nodes = [...inside, ...atEdge, ...beyond];
  const known = new Set(nodes.map(({ code }) => code));
  const all: readonly Box[] = [boundary, ...nodes];
  return {
    nodes,
    relations: relations.filter(({ from, to }) => from !== to && known.has(from) && known.has(to)),
    boundary,
    width: Math.max(...all.map((box) => box.x + box.width)) + margin,
    height: Math.max(...all.map((box) => box.y + box.height)) + margin,
  };
}

function byCode(a: Component, b: Component): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

/** Layers top to bottom, each in as many rows as it needs; neighbours in a layer are ordered by what they are related to. */
function rowsOf(
  components: readonly Component[],
  relations: readonly Relation[],
  order: readonly string[],
): (readonly [Component, Place])[] {
  const names = [...order, ...new Set(components.map(({ register }) => register))];
  const bands = [...new Set(names)]
    .map((register) => components.filter((one) => one.register === register))
    .filter((band) => band.length > 0);
  const ordered = orderBands(bands, relations);
  const perRow = Math.min(8, Math.max(4, Math.ceil(Math.sqrt(components.length))));
  const widest = Math.min(perRow, Math.max(0, ...bands.map((band) => band.length)));
  const homes: (readonly [Component, Place])[] = [];
  let row = 0;
  for (const band of ordered) {
    for (let first = 0; first < band.length; first += perRow) {
      const inRow = band.slice(first, first + perRow);
      const shift = ((widest - inRow.length) * (nodeWidth + gapX)) / 2;
      for (const [index, one] of inRow.entries()) {
        const x = Math.round(leastInside.x + shift + index * (nodeWidth + gapX));
        homes.push([one, { x, y: leastInside.y + row * (nodeHeight + gapY) }]);
      }
      row += 1;
    }
  }
  return homes;
}

/** Two passes, down and up: each layer by the mean place of what its members are related to in layers already ordered. */
function orderBands(bands: readonly (readonly Component[])[], relations: readonly Relation[]): Component[][] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of relations) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const at = new Map<string, number>();
  const note = (band: readonly Component[]): void => {
    for (const [index, one] of band.entries()) at.set(one.code, (index + 0.5) / band.length);
  };
  let ordered = bands.map((band) => [...band]);
  for (const band of ordered) note(band);
  for (const pass of ['down', 'up'] as const) {
    const done = new Map<number, Component[]>();
    const indexes = [...ordered.keys()];
    for (const index of pass === 'down' ? indexes : indexes.toReversed()) {
      const band = ordered[index] ?? [];
      const wish = new Map(
        band.map((one) => {
          const others = (neighbours.get(one.code) ?? []).flatMap((code) => at.get(code) ?? []);
          const own = at.get(one.code) ?? 0;
          return [one.code, others.length === 0 ? own : others.reduce((sum, x) => sum + x, 0) / others.length];
        }),
      );
      const next = band.toSorted((a, b) => (wish.get(a.code) ?? 0) - (wish.get(b.code) ?? 0) || byCode(a, b));
      note(next);
      done.set(index, next);
    }
    ordered = indexes.map((index) => done.get(index) ?? []);
  }
  return ordered;
}

/** First what somebody put somewhere; the others at home, or beneath it where that place is taken. In the order they came. */
function settle(
  homes: readonly (readonly [Component, Place])[],
  places: ReadonlyMap<string, Place>,
  least: Place,
): Placed[] {
  const size = { width: nodeWidth, height: nodeHeight };
  const put = homes.flatMap(([one]): Placed[] => {
    const place = places.get(one.code);
    if (place === undefined) return [];
    return [{ ...one, x: Math.max(least.x, place.x), y: Math.max(least.y, place.y), ...size, moved: true }];
  });
  const at = new Map(put.map((node) => [node.code, node]));
  for (const [one, home] of homes) {
    if (at.has(one.code)) continue;
    let { y } = home;
    while (put.some((other) => isOver(other, { x: home.x, y, ...size }))) y += nodeHeight + gapX;
    at.set(one.code, { ...one, x: home.x, y, ...size, moved: false });
    put.push({ ...one, x: home.x, y, ...size, moved: false });
  }
  return homes.flatMap(([one]) => at.get(one.code) ?? []);
}

function isOver(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Around what is inside, with room at its right for what is included, and high enough for what stands at its edge. */
function boundaryOf(
  inside: readonly Box[],
  inclusive: readonly Component[],
  carvedOut: readonly Component[],
  places: ReadonlyMap<string, Place>,
): Box {
  const left = Math.min(leastInside.x, ...inside.map(({ x }) => x)) - pad;
  const top = Math.min(leastInside.y, ...inside.map(({ y }) => y)) - headroom;
  const room = inclusive.length > 0 ? nodeWidth + pad : 0;
  const right = Math.max(left + leastBoundary.width, ...inside.map(({ x, width }) => x + width + pad)) + room;
  const edgeEnds = [inclusive, carvedOut].flatMap((stack) =>
    stack.map((one, index) => stackedAt(index, top, places.get(one.code)) + nodeHeight + pad),
  );
  const bottom = Math.max(top + leastBoundary.height, ...inside.map(({ y, height }) => y + height + pad), ...edgeEnds);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function stackedAt(index: number, top: number, put: Place | undefined): number {
  return Math.max(top + headroom, put?.y ?? top + headroom + index * (nodeHeight + gapX));
}

/** At the edge: only how far down may be chosen. */
function stacked(stack: readonly Component[], x: number, boundary: Box, places: ReadonlyMap<string, Place>): Placed[] {
  return stack.map((one, index) => {
    const put = places.get(one.code);
    const y = stackedAt(index, boundary.y, put);
    return { ...one, x, y, width: nodeWidth, height: nodeHeight, moved: put !== undefined };
  });
}

/** What is not inside is not drawn inside, wherever somebody put it: the nearer of beside and beneath. */
function keptOut(node: Placed, boundary: Box): Placed {
  const right = boundary.x + boundary.width + gapX;
  const beneath = boundary.y + boundary.height + gapX;
  const isClear =
    node.x >= right || node.y >= beneath || node.x + node.width <= boundary.x || node.y + node.height <= boundary.y;
  if (isClear) return node;
  return right - node.x <= beneath - node.y ? { ...node, x: right } : { ...node, y: beneath };
}

/** line: path data from the one to the other; head: the arrow at its end */
export interface DrawnLine {
  readonly line: string;
  readonly head: string;
}

/** A curve from the nearer sides of two boxes, behind whatever lies between. */
export function drawLine(from: Box, to: Box): DrawnLine {
  const middle = (box: Box) => ({ x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) });
  const [a, b] = [middle(from), middle(to)];
  if (from.y + from.height <= to.y || to.y + to.height <= from.y) {
    const down = to.y >= from.y + from.height;
    const start = { x: a.x, y: down ? from.y + from.height : from.y };
    const end = { x: b.x, y: down ? to.y : to.y + to.height };
    const bend = Math.round((end.y - start.y) / 2);
    const back = down ? -7 : 7;
    return {
      line: `M${start.x} ${start.y}C${start.x} ${start.y + bend} ${end.x} ${end.y - bend} ${end.x} ${end.y}`,
      head: `M${end.x - 4} ${end.y + back}L${end.x} ${end.y}L${end.x + 4} ${end.y + back}`,
    };
  }
  const rightwards = b.x >= a.x;
  const start = { x: rightwards ? from.x + from.width : from.x, y: a.y };
  const end = { x: rightwards ? to.x : to.x + to.width, y: b.y };
  const bend = Math.round((end.x - start.x) / 2);
  const back = rightwards ? -7 : 7;
  return {
    line: `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`,
    head: `M${end.x + back} ${end.y - 4}L${end.x} ${end.y}L${end.x + back} ${end.y + 4}`,
  };
}

const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

/** A name in at most two lines of so many letters; what does not fit ends in an ellipsis. Wide letters count twice. */
export function nameLines(name: string, perLine = 25): readonly string[] {
  const lines: string[] = [];
  let rest = Array.from(name.replaceAll(/\s+/g, ' ').trim());
  while (rest.length > 0 && lines.length < 2) {
    let used = 0;
    let fits = 0;
    let breakAt = 0;
    for (const letter of rest) {
      used += wide.test(letter) ? 2 : 1;
      if (used > perLine) break;
      fits += 1;
      if (letter === ' ') breakAt = fits;
    }
    if (fits === rest.length) {
      lines.push(rest.join(''));
      return lines;
    }
    const isLast = lines.length === 1;
    const cut = isLast ? fits - 1 : rest[fits] === ' ' ? fits : breakAt > 0 ? breakAt : fits;
    lines.push(`${rest.slice(0, cut).join('').trim()}${isLast ? '…' : ''}`);
    rest = rest.slice(cut);
    while (rest[0] === ' ') rest = rest.slice(1);
  }
  return lines;
}
