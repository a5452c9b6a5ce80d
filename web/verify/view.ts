/** The answer as a page. Everything from a file is set as text, never as markup. */
import type { Check } from '../../src/verify/checks.ts';
import type { VerifiedKey, Verification } from '../../src/verify/verify.ts';

type Child = Node | string;

function make(tag: string, options: { class?: string; attributes?: Record<string, string> }, ...children: Child[]) {
  const made = document.createElement(tag);
  if (options.class !== undefined) made.className = options.class;
  for (const [name, value] of Object.entries(options.attributes ?? {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const text = (tag: string, words: string, name?: string): HTMLElement =>
  make(tag, name === undefined ? {} : { class: name }, words);

/** Shapes of the design language: each has its word beside it or as its label, so that colour never stands alone. */
const shapes = {
  holds: 'M2.6 8.8 6 12.4 13.4 3.4',
  fails: 'M8 .8 15.2 8 8 15.2.8 8zM5.6 5.6l4.8 4.8M10.4 5.6 5.6 10.4',
  unknown: 'M8 1.8a6.2 6.2 0 1 0 0 12.4 6.2 6.2 0 0 0 0-12.4zM3.8 12.2 12.2 3.8',
  not: 'M8 1.6 15 14H1zM8 6v4M8 12v.4',
} as const;

function mark(shape: keyof typeof shapes, label: string | null): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `mark ${shape}`);
  if (label === null) svg.setAttribute('aria-hidden', 'true');
  else {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  }
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', shapes[shape]);
  svg.append(path);
  return svg;
}

/** The sign: a tick over a double rule. It stands for the file, not for the opinion. */
function sign(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, d] of [
    ['tick', 'M4.2 10.2 9 15 19.6 2.6'],
    ['rule', 'M4 19.4h16M4 22.2h16'],
  ] as const) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2024-02-15` as 15 Feb 2024; anything else as it is. */
function day(date: string | null): string {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ?? '') ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? (date ?? '') : `${Number(dayOfMonth)} ${name} ${year}`;
}

const trustShapes = { yes: 'holds', no: 'fails', unverified: 'unknown' } as const;

function verdict(result: Verification): HTMLElement {
  const failed = result.checks.filter((check) => !check.ok);
  const seal = make('div', { class: result.valid ? 'seal valid' : 'seal invalid' });
  seal.append(result.valid ? sign() : mark('fails', null));
  const title = result.valid ? 'Unchanged since it was sealed' : 'Not valid';
  const sentence = result.valid
    ? `${result.answer.charAt(0).toUpperCase()}${result.answer.slice(1)}.`
    : `${result.answer.charAt(0).toUpperCase()}${result.answer.slice(1)}. ${failed.length} of ${result.checks.length} checks ${failed.length === 1 ? 'does' : 'do'} not hold.`;
  const first = failed[0];
  return make(
    'div',
    { class: 'verdict' },
    seal,
    make(
      'div',
      {},
      make('h2', { class: 'serif', attributes: { tabindex: '-1' } }, title),
      text('p', sentence, 'answer'),
      ...(first === undefined ? [] : [text('p', `${first.name}: ${first.detail}`, 'answer place')]),
      text('p', 'The opinion is not judged here, and this is no rating of the organization.', 'quiet'),
    ),
  );
}

/** A check that was not made says so: it neither holds nor fails. */
const notMade = (check: Check): boolean => check.ok && check.detail.startsWith('Not set again');

function checkRow(check: Check): HTMLElement {
  const [shape, word] = !check.ok
    ? (['fails', 'does not hold'] as const)
    : notMade(check)
      ? (['not', 'not made'] as const)
      : (['holds', 'holds'] as const);
  return make(
    'tr',
    check.ok ? {} : { class: 'failed' },
    make('th', { attributes: { scope: 'row' } }, mark(shape, null), check.name),
    text('td', check.detail),
    text('td', word, 'word'),
  );
}

function table(label: string, heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  return make(
    'table',
    { attributes: { 'aria-label': label } },
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { attributes: { scope: 'col' } }, head)))),
    make('tbody', {}, ...rows),
  );
}

function card(title: string, note: string, ...children: Child[]): HTMLElement {
  return make(
    'section',
    { class: 'card', attributes: { 'aria-label': title } },
    make('div', { class: 'head' }, text('h3', title), text('span', note, 'quiet')),
    ...children,
  );
}

function particulars(result: Verification): HTMLElement[] {
  const { engagement } = result;
  if (engagement === null) return [];
  const time =
    engagement.type === 'type2'
      ? `${day(engagement.periodStart)} – ${day(engagement.periodEnd)}`
      : `as of ${day(engagement.asOf)}`;
  const facts: readonly (readonly [string, string])[] = [
    ['Report', engagement.id],
    [engagement.type === 'type2' ? 'Period' : 'Date', time],
    ['Opinion stated', result.opinion ?? ''],
    ['Service auditor', engagement.firm],
    ['Report date', day(engagement.reportDate)],
    ['SHA-256', result.sha256],
  ];
  return [
    make(
      'section',
      { class: 'card facts', attributes: { 'aria-label': 'The report' } },
      text('h3', engagement.organization, 'serif'),
      text(
        'p',
        `SOC 2 type ${engagement.type === 'type2' ? '2' : '1'} report${result.specimen ? ', specimen' : ''}`,
        'quiet',
      ),
      ...(result.valid ? [] : [text('p', 'What the file says of itself; it does not hold.', 'place')]),
      make(
        'dl',
        {},
        ...facts.flatMap(([name, value]) => [
          text('dt', name),
          name === 'SHA-256' ? text('dd', value, 'mono') : text('dd', value),
        ]),
      ),
    ),
  ];
}

function keyItem(key: VerifiedKey): HTMLElement {
  return make(
    'li',
    {},
    mark(trustShapes[key.trusted], null),
    make(
      'span',
      {},
      `${key.name}, ${key.role}. `,
      text('span', `Trusted by you: ${key.trusted}${key.trustedAs === null ? '' : `, as ${key.trustedAs}`}.`, 'quiet'),
      ...(key.custody === 'installation' && key.role !== 'ledger' && key.role !== 'seal'
        ? [text('span', ` Recorded by the installation for ${key.name}, who did not sign.`, 'quiet')]
        : []),
    ),
  );
}

/** A link that saves the whole answer as JSON; the page itself stores nothing. */
function save(result: Verification, file: string): HTMLElement {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify({ file, ...result }, null, 2)}\n`], { type: 'application/json' }),
  );
  return make('a', { attributes: { href: address, download: 'verification.json' } }, 'Save the protocol');
}

/** Puts an answer in the place of the last one. */
export function showResult(
  place: HTMLElement,
  result: Verification,
  about: { readonly file: string; readonly seconds: number },
): void {
  for (const old of place.querySelectorAll('a[download]')) URL.revokeObjectURL(old.getAttribute('href') ?? '');
  const made = result.checks.filter((check) => !notMade(check));
  const holding = made.filter((check) => check.ok).length;
  const checks = card(
    'What was checked',
    `${holding} of ${made.length} hold, ${about.seconds.toFixed(1)} s`,
    table('What was checked', ['Check', 'What was found', 'Result'], result.checks.map(checkRow)),
  );
  checks.querySelector('.head')?.append(save(result, about.file));
  const rests = card(
    'What each step rests on',
    'by log index, nothing later',
    table(
      'What each step rests on',
      ['Step', 'Statements', 'Rests on'],
      result.chain.map((step) =>
        make(
          'tr',
          {},
          make('th', { attributes: { scope: 'row' } }, step.hop),
          text('td', step.count.toLocaleString('en'), 'number'),
          text('td', step.restsOn.length === 0 ? 'nothing before it' : step.restsOn.join(', ')),
        ),
      ),
    ),
  );
  const keys = card(
    'Keys',
    'compare them by another way than this file',
    make('ul', { class: 'keys' }, ...result.keys.map(keyItem)),
  );
  const limits = card(
    'What this cannot prove',
    '',
    make(
      'ul',
      { class: 'limits' },
      ...result.cannotProve.map((line) => text('li', `${line.charAt(0).toUpperCase()}${line.slice(1)}.`)),
    ),
  );
  place.replaceChildren(
    verdict(result),
    make(
      'div',
      { class: 'columns' },
      make('div', { class: 'column' }, checks, ...(result.chain.length > 0 ? [rests] : [])),
      make('div', { class: 'column' }, ...particulars(result), ...(result.keys.length > 0 ? [keys] : []), limits),
    ),
  );
}
