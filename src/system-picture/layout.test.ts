import { describe, expect, test } from 'vitest';
import { drawLine, layOut, nameLines } from './layout.ts';
import { type Box, type Component, layers, type Relation, type Standing } from './model.ts';
import { drawSvg } from './svg.ts';

const component = (code: string, standing: Standing = 'inside', register = 'software'): Component => ({
  register,
  code,
  title: `Component ${code}`,
  state: 'in-force',
  standing,
});
const many = (n: number, standing: Standing, register?: string): Component[] =>
  Array.from({ length: n }, (_, index) => component(`X${standing.length}-${1000 + index}`, standing, register));
const draw = (
  components: readonly Component[],
  relations: readonly Relation[] = [],
  places: [string, { x: number; y: number }][] = [],
) => layOut(components, relations, new Map(places), layers);
const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const holds = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const words = {
  title: 'The system',
  boundary: 'Boundary',
  registers: {},
  standings: {
    inside: '',
    outside: 'outside',
    undecided: 'not decided',
    'carve-out': 'carved out',
    inclusive: 'included',
  },
};

describe('the picture of the system', () => {
  test.each([0, 12, 300])('with %i components: none lies on another, and none leaves the picture', (n) => {
    const registers = [...layers];
    const components = Array.from({ length: n }, (_, index): Component => {
      const standings: Standing[] = ['inside', 'inside', 'inside', 'outside', 'undecided', 'carve-out', 'inclusive'];
      return component(`C-${1000 + index}`, standings[index % standings.length], registers[index % registers.length]);
    });
    const picture = draw(components);
    expect(picture.nodes).toHaveLength(n);
    const bad = picture.nodes.flatMap((a, index) =>
      picture.nodes.slice(index + 1).flatMap((b) => (overlaps(a, b) ? [`${a.code} on ${b.code}`] : [])),
    );
    expect(bad).toEqual([]);
    const sheet = { x: 0, y: 0, width: picture.width, height: picture.height };
    expect(picture.nodes.filter((node) => !holds(sheet, node))).toEqual([]);
  });

  test('what is inside lies within the boundary, what is outside beyond it, and a subservice organization at its edge', () => {
    const { nodes, boundary } = draw([
      ...many(9, 'inside'),
      ...many(4, 'outside'),
      ...many(3, 'undecided'),
      component('SUB-001', 'carve-out', 'subservice-organizations'),
      component('SUB-002', 'inclusive', 'subservice-organizations'),
    ]);
    const right = boundary.x + boundary.width;
    for (const node of nodes) {
      if (node.standing === 'inside') expect([node.code, holds(boundary, node)]).toEqual([node.code, true]);
      if (node.standing === 'outside' || node.standing === 'undecided')
        expect([node.code, overlaps(boundary, node)]).toEqual([node.code, false]);
    }
    expect(nodes.find(({ code }) => code === 'SUB-001')?.x).toBe(right);
    const included = nodes.find(({ code }) => code === 'SUB-002');
    expect((included?.x ?? 0) + (included?.width ?? 0)).toBe(right);
  });

  test('the same records give the same picture, in whatever order they come', () => {
    const components = [...many(20, 'inside', 'services'), ...many(20, 'outside')];
    const relations = [{ from: 'X6-1003', to: 'X6-1001', field: 'uses' }];
    expect(draw(components.toReversed(), relations)).toEqual(draw(components, relations));
  });

  test('layers stand above one another: services over software over infrastructure', () => {
    const { nodes } = draw([
      component('INF-001', 'inside', 'infrastructure'),
      component('SW-001', 'inside', 'software'),
      component('SVC-001', 'inside', 'services'),
    ]);
    const y = (code: string) => nodes.find((node) => node.code === code)?.y ?? 0;
    expect(y('SVC-001')).toBeLessThan(y('SW-001'));
    expect(y('SW-001')).toBeLessThan(y('INF-001'));
  });

  test('what is related stands above what it is related to, where its layer lets it', () => {
    const components = ['1', '2', '3'].flatMap((n) => [
      component(`SW-00${n}`, 'inside', 'software'),
      component(`INF-00${n}`, 'inside', 'infrastructure'),
    ]);
    const crossed = [
      { from: 'SW-001', to: 'INF-003', field: 'runsOn' },
      { from: 'SW-002', to: 'INF-002', field: 'runsOn' },
      { from: 'SW-003', to: 'INF-001', field: 'runsOn' },
    ];
    const { nodes } = draw(components, crossed);
    const x = (code: string) => nodes.find((node) => node.code === code)?.x;
    for (const { from, to } of crossed) expect([from, x(from)]).toEqual([from, x(to)]);
  });

  test('a component stays where it was put, and the boundary goes with what is inside', () => {
    const before = draw(many(4, 'inside'));
    const after = draw(many(4, 'inside'), [], [['X6-1000', { x: 1500, y: 900 }]]);
    const put = after.nodes.find(({ code }) => code === 'X6-1000');
    expect([put?.x, put?.y, put?.moved]).toEqual([1500, 900, true]);
    expect(after.boundary.width).toBeGreaterThan(before.boundary.width);
    expect(after.nodes.filter((node) => !holds(after.boundary, node))).toEqual([]);
  });

  test('a component that is recorded later gives way to those that were put somewhere', () => {
    const first = draw(many(6, 'inside'));
    const put = first.nodes.map(({ code, x, y }): [string, { x: number; y: number }] => [code, { x, y }]);
    const { nodes } = draw(many(12, 'inside'), [], put);
    const kept = nodes.filter((node) =>
      put.some(([code, { x, y }]) => code === node.code && x === node.x && y === node.y),
    );
    expect(kept).toHaveLength(6);
    expect(nodes.flatMap((a, i) => nodes.slice(i + 1).filter((b) => overlaps(a, b)))).toEqual([]);
  });

  test('nobody can draw inside what the records say is outside', () => {
    const { boundary } = draw(many(9, 'inside'));
    const middle = { x: boundary.x + 50, y: boundary.y + 50 };
    for (const standing of ['outside', 'undecided', 'carve-out'] as const) {
      const picture = draw(
        [...many(9, 'inside'), component('LOC-001', standing, 'locations')],
        [],
        [['LOC-001', middle]],
      );
      const node = picture.nodes.find(({ code }) => code === 'LOC-001');
      expect([standing, node !== undefined && overlaps(picture.boundary, node)]).toEqual([standing, false]);
    }
  });

  test('a line ends at the sides of what it joins', () => {
    const a = { x: 0, y: 0, width: 100, height: 50 };
    expect(drawLine(a, { ...a, y: 200 }).line).toMatch(/^M50 50C.* 50 200$/);
    expect(drawLine({ ...a, y: 200 }, a).line).toMatch(/^M50 200C.* 50 50$/);
    expect(drawLine(a, { ...a, x: 300 }).line).toMatch(/^M100 25C.* 300 25$/);
  });

  test.each([
    ['Booking', ['Booking']],
    ['Code host and build service of all teams', ['Code host and build', 'service of all teams']],
    ['x'.repeat(90), ['x'.repeat(25), `${'x'.repeat(24)}…`]],
    ['運送予約システムの管理画面', ['運送予約システムの管理画', '面']],
    ['', []],
  ])('the name %j is written in at most two lines', (name, lines) => {
    expect(nameLines(name)).toEqual(lines);
  });

  test('the file says what the picture says, and a hostile name is text in it', () => {
    const hostile = { ...component('SW-001'), title: '<script>alert(1)</script> & "x"' };
    const file = drawSvg(
      draw([hostile, component('SW-002')], [{ from: 'SW-001', to: 'SW-002', field: 'uses' }]),
      words,
    );
    expect(file).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;');
    expect(file).not.toContain('<script');
    expect(file).not.toMatch(/href|style|url\(/);
    expect(file.match(/<path /g)).toHaveLength(2);
  });
});
