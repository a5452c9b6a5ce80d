/** The short pages: the list of results, what is being worked on, what waits for people, and drawn samples by position. */
import { type Html, html } from '../html.ts';
import { status } from '../marks.ts';
import type { Result, Waiting } from '../results.ts';
import { counted, number, opinions, timeOf } from '../words.ts';
import { frame } from './frame.ts';

interface Look {
  readonly style: string;
}

export function listPage(results: readonly (Result | Waiting)[], look: Look): string {
  const row = (result: Result | Waiting): Html => {
    if (!('view' in result)) {
      return html`<li><a href="/results/${result.id}">${result.id}</a> ${status('open', 'waits for judgements')}</li>`;
    }
    const { mark, word } = opinions[result.view.opinion];
    return html`<li><a href="/results/${result.id}">${result.view.organization}, ${result.view.systemTitle}</a> <span class="q">${timeOf(result.view.engagement)}</span> ${status(mark, word)}</li>`;
  };
  const body =
    results.length === 0
      ? html`<p>There is no result yet. Run <span class="mono">tickmark examine FOLDER --out DIR</span>, or start without <span class="mono">--empty</span> to see the example.</p>`
      : html`<ul class="list">${results.map(row)}</ul>`;
  return frame('Results', html`<main id="content" class="narrow"><h1>Results</h1>${body}</main>`, look);
}

export function workingPage(line: string, look: Look): string {
  return frame(
    'Examining',
    html`<main id="content" class="narrow"><h1>The example is being examined</h1>
<p>${status('open', line === '' ? 'beginning' : line)}</p>
<p class="m">This page asks again by itself and shows the result when it is there. It is kept: the next start shows it at once.</p></main>`,
    { ...look, refresh: 2 },
  );
}

export function waitingPage(waiting: Waiting, look: Look): string {
  return frame(
    waiting.id,
    html`<main id="content" class="narrow"><h1>${waiting.id}</h1><p>${status('open', 'waits for judgements')}</p>
<p>The records were tested and samples drawn; people have to judge now. Fill in <span class="mono">${waiting.skeleton}</span>, move it into the engagement folder as <span class="mono">judgements.yaml</span>, and examine again.</p></main>`,
    look,
  );
}

/** Samples as the bundle gives them away: positions, never records. */
export function itemsPage(result: Result, look: Look): string {
  const { view } = result;
  const draws = view.draws.map(
    (
      draw,
      n,
    ) => html`<section class="card" aria-labelledby="draw-${n}"><div class="hd"><h2 id="draw-${n}"><span class="mono">${draw.procedure}</span></h2><span class="q">${counted(draw.selected.length, 'item')} of ${number(draw.population.size)}, ${draw.method}</span></div>
<dl class="pairs pad"><div><dt>Seed</dt><dd class="mono digest">${draw.seed}</dd></div><div><dt>Population’s root</dt><dd class="mono digest">${draw.population.root}</dd></div><div><dt>Log entry</dt><dd>${draw.entry}</dd></div></dl>
<div class="scroll" role="group" aria-labelledby="draw-${n}" tabindex="0"><table><thead><tr><th scope="col" class="n">Drawn</th><th scope="col" class="n">Position</th><th scope="col">Salted leaf</th></tr></thead>
<tbody>${draw.selected.map((item, i) => html`<tr><td class="n">${i + 1}</td><td class="n">${number(item.position)}</td><td class="mono">${item.leaf}</td></tr>`)}</tbody></table></div></section>`,
  );
  return frame(
    `Samples, ${view.organization}`,
    html`<main id="content" class="narrow"><h1>Samples by position</h1>
<p class="facts"><a href="/results/${result.id}">${view.organization}, ${view.systemTitle}</a></p>
<p class="m">Anyone can draw them again from seed and size. A position stands in the canonical order of its population; which record it is, and what was seen, is in the firm’s file.</p>
${draws.length === 0 ? html`<p>No sample was drawn: every record was tested, or a person looked at a single instance.</p>` : draws}</main>`,
    { ...look, place: html`<span class="place">${view.engagement.id}</span>` },
  );
}

export function problemPage(title: string, detail: string, request: string, look: Look): string {
  return frame(
    title,
    html`<main id="content" class="narrow"><h1>${title}</h1><p>${detail}</p><p class="q sm">Request <span class="mono">${request}</span></p><p><a href="/">To the results</a></p></main>`,
    look,
  );
}
