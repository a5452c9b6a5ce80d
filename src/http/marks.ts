import { Html, html } from './html.ts';

/** The marks of status: a shape of its own for each, so that no colour is needed to read one. */
export type Mark =
  | 'met'
  | 'met-with-deviations'
  | 'deviation'
  | 'not-tested'
  | 'no-occurrence'
  | 'unable'
  | 'stale'
  | 'open'
  | 'signed';

const line = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';
const shapes: Readonly<Record<Mark, string>> = {
  met: `<path ${line} stroke-width="2" d="M2.6 8.8 6 12.4 13.4 3.4"/>`,
  'met-with-deviations': `<path ${line} stroke-width="2" d="M1.6 7.8 4.6 11 10.6 3.2"/><path fill="currentColor" d="M12.2 8.6 15.2 11.6 12.2 14.6 9.2 11.6z"/>`,
  deviation: `<path fill="currentColor" d="M8 .8 15.2 8 8 15.2.8 8z"/><path class="cut" fill="none" stroke-width="1.6" stroke-linecap="round" d="M5.9 5.9 10.1 10.1M10.1 5.9 5.9 10.1"/>`,
  'not-tested': `<circle ${line} stroke-width="1.5" cx="8" cy="8" r="5.4"/>`,
  'no-occurrence': `<path ${line} stroke-width="1.6" d="M3 8h10M3 5.2v5.6M13 5.2v5.6"/>`,
  unable: `<circle ${line} stroke-width="1.6" cx="8" cy="8" r="5.8"/><path ${line} stroke-width="1.6" d="M4 12 12 4"/>`,
  stale: `<path ${line} stroke-width="1.6" d="M8 2.2 14.6 13.6H1.4z"/><path ${line} stroke-width="1.6" d="M8 6.6v3"/><circle cx="8" cy="11.6" r=".6" fill="currentColor"/>`,
  open: `<circle ${line} stroke-width="1.5" cx="8" cy="8" r="5.6"/><path fill="currentColor" d="M8 4.2a3.8 3.8 0 0 1 0 7.6z"/>`,
  signed: `<path fill="currentColor" d="M8 .9l1.7 1.4 2.2-.3.8 2.1 2.1.8-.3 2.2L15.9 8l-1.4 1.7.3 2.2-2.1.8-.8 2.1-2.2-.3L8 15.9l-1.7-1.4-2.2.3-.8-2.1-2.1-.8.3-2.2L.1 8l1.4-1.7-.3-2.2 2.1-.8.8-2.1 2.2.3z" transform="translate(.6 .6) scale(.925)"/><path class="cut" fill="none" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" d="M5.2 8.3 7.2 10.4 11 5.6"/>`,
};

/** The shape alone, for where its word stands beside it. */
export function shape(mark: Mark): Html {
  return new Html(
    `<svg class="mark" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">${shapes[mark]}</svg>`,
  );
}

/** Shape and word. */
export function status(mark: Mark, word: string): Html {
  return html`<span class="st c-${mark}">${shape(mark)}${word}</span>`;
}

/** The sign of the product: the tick over a double rule. */
export const sign = new Html(
  '<svg class="sign" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true"><path stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" d="M4.2 10.2 9 15 19.6 2.6"/><path stroke-width="1.3" stroke-linecap="square" d="M4 19.4h16M4 22.2h16"/></svg>',
);

export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#2953AB"><path stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" d="M4.2 10.2 9 15 19.6 2.6"/><path stroke-width="1.3" stroke-linecap="square" d="M4 19.4h16M4 22.2h16"/></svg>';
