import { type Content, type Html, html } from '../html.ts';
import { shape, status } from '../marks.ts';
import type { ControlView, CriterionView, PopulationView, ResultView, TestView } from '../result-view.ts';
import type { Result } from '../results.ts';
import { affected, bytes, conclusions, counted, day, extentOf, number, opinions, sawOf, timeOf } from '../words.ts';
import { frame, sectionHead } from './frame.ts';

/** What the verifier answered, as it prints it with --json; the page adds nothing to it. */
export interface Verdict {
  readonly valid: boolean;
  readonly answer: string;
  readonly sha256: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly keys: readonly {
    readonly role: string;
    readonly name: string;
    readonly custody: string;
    readonly trusted: string;
  }[];
  readonly chain: readonly { readonly hop: string; readonly count: number; readonly restsOn: readonly string[] }[];
  readonly recorded: readonly string[];
  readonly cannotProve: readonly string[];
}

/** The page of one result. `verdict` is the sentence why there is none when the verifier could not be asked. */
export function resultPage(
  result: Result,
  verdict: Verdict | string,
  options: { style: string; verifier: boolean },
): string {
  const { view } = result;
  const base = `/results/${result.id}`;
  const places = [
    ['result', 'Result'],
    ...(view.controls.some((control) => control.deviations > 0) ? [['deviations', 'Deviations']] : []),
    ['criteria', 'Criteria'],
    ['controls', 'Controls'],
    ...(view.populations.length > 0 ? [['populations', 'Populations']] : []),
    ['check', 'Check'],
  ];
  const body = html`<nav class="places" aria-label="Sections">${places.map(
    ([id, name]) => html`<a href="#${id ?? ''}">${name ?? ''}</a>`,
  )}</nav>
<main id="content">
${head(result)}
<div class="cols">
<div class="main">
${opinionCard(view)}
${figures(result, base)}
${deviations(view)}
${criteria(view)}
${controls(view)}
${populations(result, base)}
</div>
<aside class="aside" aria-label="Report and check">
${files(result, base, options.verifier)}
${particulars(view)}
${check(verdict)}
</aside>
</div>
</main>`;
  return frame(`${view.organization}, ${view.systemTitle}`, body, {
    style: options.style,
    place: html`<span class="place">${view.engagement.id}</span>`,
  });
}

function head({ view }: Result): Html {
  const type = view.engagement.type === 'type2' ? 'SOC 2 Type II report' : 'SOC 2 Type I report';
  return html`<div class="head" id="result">
<div><h1>${view.organization}, ${view.systemTitle}</h1>
<p class="facts"><span>${type}</span><span>${timeOf(view.engagement)}</span><span>${view.categories.join(', ')}</span></p></div>
</div>
${
  view.specimen
    ? html`<p class="notice">${shape('stale')}<span><b>Specimen.</b> No licensed firm stands behind this report: it carries no firm’s certificate. ${view.notes.join(' ')}</span></p>`
    : null
}`;
}

function opinionCard(view: ResultView): Html {
  const { mark, word } = opinions[view.opinion];
  const [lead, ...rest] = view.opinionWords;
  return html`<section class="card opinion" aria-labelledby="opinion-title">
<p class="cap">Opinion of ${view.firm}, ${day(view.engagement.reportDate)}</p>
<h2 class="verdict c-${mark}" id="opinion-title">${shape(mark)}<span>${word}</span></h2>
<p class="sm">${affected(view)}</p>
${view.basis.length === 0 ? null : html`<div class="matter serif"><p>${view.basis.join(' ')}</p></div>`}
${
  lead === undefined
    ? null
    : html`<details><summary>The opinion in the report’s words</summary><div class="serif words"><p>${lead}</p><ul>${rest.map((words) => html`<li>${words}</li>`)}</ul></div></details>`
}
</section>`;
}

function figures({ view, figures: f }: Result, base: string): Html {
  const figure = (value: number, name: string, link: string | null, note: string) =>
    html`<div><dt>${name}</dt><dd>${
      link === null ? html`<b>${number(value)}</b>` : html`<a href="${link}"><b>${number(value)}</b></a>`
    }<span>${note}</span></dd></div>`;
  const tested = view.engagement.type === 'type2';
  return html`<section class="card" aria-label="Figures"><dl class="figures">
${figure(f.criteria.inScope, 'Criteria', '#criteria', `${number(f.criteria.met)} met, ${number(f.criteria.notMet)} not met`)}
${figure(f.controls.tested, 'Controls', '#controls', `${number(f.controls.effective)} effective, ${number(f.controls.ineffective)} not`)}
${
  tested
    ? [
        figure(f.procedures, 'Procedures', '#controls', counted(view.draws.length, 'sample drawn', 'samples drawn')),
        figure(f.records, 'Records', '#populations', `in ${counted(view.populations.length, 'population')}`),
        figure(
          f.toResolve,
          'Results to resolve',
          view.draws.length > 0 ? `${base}/items` : '#controls',
          'not true by program, settled by people',
        ),
        figure(
          f.deviations,
          'Deviations',
          f.deviations > 0 ? '#deviations' : '#controls',
          f.deviations > 0 ? 'each told below' : 'none confirmed',
        ),
      ]
    : null
}
</dl></section>`;
}

function deviations(view: ResultView): Html | null {
  const found = view.controls.filter((control) => control.deviations > 0);
  if (found.length === 0) return null;
  return html`<section class="card" id="deviations" aria-labelledby="deviations-title">
${sectionHead('deviations', 'Deviations', `${counted(found.length, 'control')}, every one as the report tells it`)}
${found.map(
  (control) => html`<article class="dev">
<h3><a class="mono" href="#${anchor(control.id)}">${control.id}</a> ${control.title}</h3>
${control.tests.filter((test) => test.conditions.length > 0).map((test) => conditions(test))}
<p class="q sm">Criteria ${links(control.criteria)}</p>
</article>`,
)}
</section>`;
}

function conditions(test: TestView): Html {
  return html`<p class="sm">${number(test.deviations)} of ${number(test.tested)} ${test.noun} tested, ${extentOf(test)}.</p>
${test.conditions.map(
  (condition) => html`<dl class="condition">
<div><dt>Condition</dt><dd class="serif">${condition.fact}</dd></div>
${condition.extent === null ? null : html`<div><dt>Extent</dt><dd class="serif">${condition.extent}</dd></div>`}
${condition.response === null ? null : html`<div><dt>Management’s response</dt><dd class="serif">${condition.response}</dd></div>`}
</dl>`,
)}`;
}

function criteria(view: ResultView): Html {
  const count = (kind: CriterionView['conclusion']) => view.criteria.filter((c) => c.conclusion === kind).length;
  const parts = (['met', 'met-with-deviations', 'not-met', 'no-occurrence', 'unable-to-conclude'] as const)
    .filter((kind) => count(kind) > 0)
    .map((kind) => `${count(kind)} ${conclusions[kind].word}`);
  return html`<section class="card" id="criteria" aria-labelledby="criteria-title">
${sectionHead('criteria', 'Criteria', parts.join(', '))}
<div class="scroll" role="group" aria-labelledby="criteria-title" tabindex="0"><table>
<thead><tr><th scope="col">Criterion</th><th scope="col"><span class="vh">Title</span></th><th scope="col">Controls behind it</th><th scope="col" class="n">Deviations</th><th scope="col">Conclusion</th></tr></thead>
<tbody>${view.criteria.map(criterionRow)}</tbody>
</table></div></section>`;
}

function criterionRow(criterion: CriterionView): Html {
  const deviating = criterion.controls.reduce((sum, control) => sum + control.deviations, 0);
  const { mark, word } = conclusions[criterion.conclusion];
  return html`<tr id="${anchor(criterion.id)}"${criterion.conclusion === 'not-met' ? html` class="bad"` : null}>
<th scope="row" class="mono">${criterion.id}</th>
<td class="wrap"><details><summary>${criterion.title}</summary><p class="m">${criterion.text}</p>${criterion.zeroEvidence === null ? null : html`<p class="serif">${criterion.zeroEvidence}</p>`}</details></td>
<td class="wrap ids">${criterion.controls.map((control) => controlLink(control))}</td>
<td class="n">${deviating === 0 ? '–' : number(deviating)}</td>
<td>${status(mark, word)}</td></tr>`;
}

function controlLink(control: ControlView): Html {
  const { mark, word } = sawOf(control.tests);
  return html`<a class="ctl c-${mark}" href="#${anchor(control.id)}">${mark === 'met' || mark === 'not-tested' ? null : shape(mark)}<span class="mono">${control.id}</span><span class="vh">(${word})</span></a> `;
}

function controls(view: ResultView): Html {
  return html`<section class="card" id="controls" aria-labelledby="controls-title">
${sectionHead('controls', 'Controls', `${counted(view.controls.length, 'control')}; statements in management’s words`)}
${view.controls.map((control) => controlPart(control, view))}
</section>`;
}

function controlPart(control: ControlView, view: ResultView): Html {
  const { mark, word } = sawOf(control.tests);
  return html`<article class="control" id="${anchor(control.id)}">
<div class="row"><h3><span class="mono">${control.id}</span> ${control.title}</h3>${status(mark, word)}</div>
<p class="serif">${control.statement}</p>
<p class="q sm">Criteria ${links(control.criteria)}</p>
${control.tests.length === 0 ? null : tests(control, view)}
</article>`;
}

function tests(control: ControlView, view: ResultView): Html {
  const population = (test: TestView): Content => {
    const found = view.populations.find((one) => one.id === test.drawnFrom);
    const words = `${number(test.population)} ${test.noun}`;
    return found === undefined ? words : html`<a href="#${anchor(found.id)}">${words}</a>`;
  };
  return html`<div class="scroll" role="group" aria-label="Tests of ${control.id}" tabindex="0"><table class="tests">
<thead><tr><th scope="col">Test</th><th scope="col" class="n">Population</th><th scope="col" class="n">Tested</th><th scope="col" class="n">Not applicable</th><th scope="col" class="n">Deviations</th></tr></thead>
<tbody>${control.tests.map(
    (test) =>
      html`<tr><td class="wrap"><span>${test.says}</span> <span class="q sm">${extentOf(test)}</span></td><td class="n">${population(test)}</td><td class="n">${number(test.tested)}</td><td class="n">${test.notApplicable === 0 ? '–' : number(test.notApplicable)}</td><td class="n">${
        test.deviations === 0 ? '–' : html`<a class="c-deviation" href="#deviations">${number(test.deviations)}</a>`
      }</td></tr>`,
  )}</tbody>
</table></div>`;
}

function populations(result: Result, base: string): Html | null {
  const { view, figures: f } = result;
  if (view.populations.length === 0) return null;
  const row = (population: PopulationView) => {
    const built = f.populations.find((one) => one.id === population.id);
    return html`<tr id="${anchor(population.id)}"><th scope="row" class="wrap"><span class="mono">${population.id}</span> ${population.name}</th>
<td class="n">${number(population.records)}</td><td class="n">${built === undefined ? '–' : number(built.refusedCount)}</td>
<td class="wrap"><p>${population.source}</p><p class="m">${population.check || population.procedures.map((one) => one.text).join(' ')}</p>${
      built === undefined ? null : html`<p class="q sm">Digest <span class="mono digest">${built.digest}</span></p>`
    }</td></tr>`;
  };
  const total = view.populations.reduce((sum, one) => sum + one.records, 0);
  return html`<section class="card" id="populations" aria-labelledby="populations-title">
${sectionHead(
  'populations',
  'Populations',
  view.draws.length === 0
    ? 'every record tested by program'
    : html`<a href="${base}/items">${counted(view.draws.length, 'sample')} by position</a>`,
)}
<div class="scroll" role="group" aria-labelledby="populations-title" tabindex="0"><table>
<thead><tr><th scope="col">Population</th><th scope="col" class="n">Records</th><th scope="col" class="n">Refused</th><th scope="col">Where it came from, and how it was checked</th></tr></thead>
<tbody>${view.populations.map(row)}
<tr class="tot"><th scope="row">All</th><td class="n">${number(total)}</td><td class="n">${number(f.populations.reduce((sum, one) => sum + one.refusedCount, 0))}</td><td></td></tr></tbody>
</table></div>
<p class="foot">The records themselves are workpapers: they are in the folder <span class="mono">file</span> beside the report, on this machine, and are not served.</p>
</section>`;
}

function files({ view, figures: f, sizes }: Result, base: string, verifier: boolean): Html {
  return html`<section class="card" aria-labelledby="files-title">
${sectionHead('files', 'Report')}
<div class="pad">
<p class="buttons"><a class="b p" href="${base}/report.pdf">Read the PDF</a><a class="b" href="${base}/report.pdf?download" download="${view.engagement.id}.pdf">Download</a></p>
<dl class="pairs">
<div><dt>Pages</dt><dd>${number(f.report.pages)}, ${bytes(sizes['report.pdf'])}</dd></div>
<div><dt>SHA-256</dt><dd class="mono digest">${f.report.sha256}</dd></div>
<div><dt>Bundle</dt><dd><a href="${base}/tickmark-bundle.json" download>tickmark-bundle.json</a>, ${bytes(sizes['tickmark-bundle.json'])}</dd></div>
<div><dt>Keys</dt><dd><a href="${base}/trust.txt">trust.txt</a></dd></div>
${verifier ? html`<div><dt>Verifier</dt><dd><a href="/verify.html">a page that checks a report</a>; it needs no network</dd></div>` : null}
</dl></div></section>`;
}

function particulars(view: ResultView): Html {
  return html`<section class="card" aria-labelledby="particulars-title">
${sectionHead('particulars', 'Engagement')}
<dl class="pairs pad">
<div><dt>Organization</dt><dd>${view.organization}</dd></div>
<div><dt>Firm</dt><dd>${view.firm}</dd></div>
<div><dt>${view.engagement.type === 'type2' ? 'Period' : 'Date'}</dt><dd>${timeOf(view.engagement)}</dd></div>
<div><dt>Report date</dt><dd>${day(view.engagement.reportDate)}</dd></div>
<div><dt>Log</dt><dd><span class="mono digest">${view.log.origin}</span>, ${view.log.size} entries, root <span class="mono digest">${view.log.root}</span></dd></div>
</dl></section>`;
}

function check(verdict: Verdict | string): Html {
  if (typeof verdict === 'string') {
    return html`<section class="card" id="check" aria-labelledby="check-title">${sectionHead('check', 'What verify says')}
<p class="pad">${status('unable', 'not checked')} ${verdict}</p></section>`;
  }
  const failed = verdict.checks.filter((one) => !one.ok).length;
  const note = failed === 0 ? `${verdict.checks.length} checks hold` : `${failed} of ${verdict.checks.length} fail`;
  return html`<section class="card" id="check" aria-labelledby="check-title">
${sectionHead('check', 'What verify says', note)}
<div class="pad">
<p class="answer ${verdict.valid ? 'c-met' : 'c-deviation'}">${shape(verdict.valid ? 'met' : 'deviation')}<span>${verdict.answer}</span></p>
<ul class="checks">${verdict.checks.map(
    (one) =>
      html`<li><span class="${one.ok ? 'c-met' : 'c-deviation'}">${shape(one.ok ? 'met' : 'deviation')}<span class="vh">${one.ok ? 'holds' : 'fails'}</span></span><div><b>${one.name}</b> <span class="m">${one.detail}</span></div></li>`,
  )}</ul>
${
  verdict.chain.length === 0
    ? null
    : html`<details><summary>The chain, step by step</summary><ol class="chain">${verdict.chain.map(
        (step) =>
          html`<li><b>${counted(step.count, step.hop, step.hop)}</b> <span class="m">${step.restsOn.length === 0 ? 'rests on nothing before it' : `rests on ${step.restsOn.join(', ')}`}</span></li>`,
      )}</ol></details>`
}
<details><summary>Keys</summary><ul class="plain">${verdict.keys.map(
    (key) => html`<li>${key.role}, ${key.name}: trusted by you: ${key.trusted}</li>`,
  )}${verdict.recorded.map((words) => html`<li class="m">${words}</li>`)}</ul></details>
<h3 class="cap">What this cannot show</h3>
<ul class="plain m">${verdict.cannotProve.map((words) => html`<li>${words}</li>`)}</ul>
</div></section>`;
}

/** Ids of records become addresses on the page; what an address cannot hold is written as a hyphen. */
function anchor(id: string): string {
  return `x-${id.replaceAll(/[^A-Za-z0-9.-]/g, '-')}`;
}

function links(ids: readonly string[]): Content {
  return ids.map((id, i) => html`${i === 0 ? null : ', '}<a class="mono" href="#${anchor(id)}">${id}</a>`);
}
