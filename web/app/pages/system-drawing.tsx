import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { drawLine, nameLines } from '../../../src/system-picture/layout.ts';
import type { Picture, Place, Placed } from '../../../src/system-picture/model.ts';
import { addressOf } from '../frame/addresses.ts';
import { system as words } from '../words/en-system.ts';

const step = 8;
const stride = 40;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The picture: components lead to their records; while it is arranged they are moved instead.
 * names  of registers, by their name
 * move   null: it is not arranged
 */
export function SystemDrawing({
  picture,
  names,
  fit,
  hot,
  choose,
  move,
}: {
  readonly picture: Picture;
  readonly names: ReadonlyMap<string, string>;
  readonly fit: boolean;
  readonly hot: string | null;
  readonly choose: (code: string | null) => void;
  readonly move: ((code: string, to: Place) => void) | null;
}) {
  const drawing = useRef<SVGSVGElement>(null);
  const { boundary, width, height, nodes, relations } = picture;
  const at = new Map(nodes.map((node) => [node.code, node]));
  const perPixel = (): number => width / (drawing.current?.getBoundingClientRect().width ?? width);
  return (
    <svg
      ref={drawing}
      className={`sys-draw${fit ? ' fit' : ''}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={words.picture}
    >
      <rect
        className="sys-bound"
        x={boundary.x}
        y={boundary.y}
        width={boundary.width}
        height={boundary.height}
        rx="10"
      />
      <text className="sys-word" x={boundary.x + 14} y={boundary.y + 22}>
        {words.boundary}
      </text>
      <g aria-hidden="true">
        {relations.map(({ from, to }) => {
          const [a, b] = [at.get(from), at.get(to)];
          if (a === undefined || b === undefined) return null;
          const { line, head } = drawLine(a, b);
          return (
            <path
              key={`${from} ${to}`}
              className={`sys-line${from === hot || to === hot ? ' hot' : ''}`}
              d={`${line}${head}`}
            />
          );
        })}
      </g>
      {nodes.map((node) => (
        <Node
          key={node.code}
          node={node}
          register={names.get(node.register) ?? node.register}
          isHot={node.code === hot}
          choose={choose}
          move={move}
          perPixel={perPixel}
        />
      ))}
    </svg>
  );
}

function Node({
  node,
  register,
  isHot,
  choose,
  move,
  perPixel,
}: {
  readonly node: Placed;
  readonly register: string;
  readonly isHot: boolean;
  readonly choose: (code: string | null) => void;
  readonly move: ((code: string, to: Place) => void) | null;
  readonly perPixel: () => number;
}) {
  const held = useRef<{ readonly grabbed: Place; readonly from: Place } | null>(null);
  const { code, title, standing, x, y } = node;
  const label = words.open(code, title, register, words.standings[standing]);
  const face = <Face node={node} register={register} />;
  const seen = {
    onFocus: () => choose(code),
    onMouseEnter: () => (move === null ? choose(code) : undefined),
    onMouseLeave: () => (move === null ? choose(null) : undefined),
  };
  if (move === null) {
    return (
      <Link
        to={addressOf(node.register, 'management')}
        search={{ open: code }}
        preload={false}
        className={`sys-node ${standing}${isHot ? ' on' : ''}`}
        aria-label={label}
        {...seen}
      >
        {face}
      </Link>
    );
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = arrows[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    const by = event.shiftKey ? stride : step;
    move(code, { x: x + arrow[0] * by, y: y + arrow[1] * by });
  };
  const onPointerDown = (event: PointerEvent<SVGGElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
    held.current = { grabbed: { x: event.clientX, y: event.clientY }, from: { x, y } };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (held.current === null) return;
    const { grabbed, from } = held.current;
    const scale = perPixel();
    const snapped = (start: number, moved: number): number => Math.round((start + moved * scale) / step) * step;
    move(code, { x: snapped(from.x, event.clientX - grabbed.x), y: snapped(from.y, event.clientY - grabbed.y) });
  };
  const letGo = (): void => {
    held.current = null;
  };
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={isHot}
      className={`sys-node moves ${standing}${isHot ? ' on' : ''}`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      {...seen}
    >
      {face}
    </g>
  );
}

function Face({ node, register }: { readonly node: Placed; readonly register: string }): ReactNode {
  const { x, y, width, height, code, title, standing } = node;
  const said = standing === 'inside' ? register : words.standings[standing];
  return (
    <>
      <title>{`${code} ${title}`}</title>
      <rect x={x} y={y} width={width} height={height} rx="6" />
      <text className="kind" x={x + 10} y={y + 16}>
        <tspan>{code}</tspan>
        {`  ${said}`}
      </text>
      {nameLines(title).map((line, index) => (
        <text key={line} x={x + 10} y={y + 33 + index * 15}>
          {line}
        </text>
      ))}
    </>
  );
}
