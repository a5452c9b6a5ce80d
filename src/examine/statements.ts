/** The acts of people as statements of the chain: each signed by its maker's key, each naming what it rests on. */
import { createHash } from 'node:crypto';
import { canonicalJson, type EntryRef, type Hop, type Json, type StatementDraft } from '../ledger/index.ts';
import { version } from '../version.ts';
import type { Engagement } from './folder/engagement.ts';
import type { JudgementsFile } from './folder/shape.ts';
import type { Judged } from './judged.ts';
import { type KeyRing, need } from './keys.ts';
import type { BuiltPopulation } from './populations.ts';
import type { MachineRun } from './runs.ts';
import type { DrawnSample } from './samples.ts';
import { refOf, type Workspace } from './workspace.ts';

/** A plain date of an act as the instant at which it is stated: acts on paper have days, not times. */
const instant = (date: string): string => `${date}T00:00:00Z`;

type State = Parameters<Parameters<Workspace['together']>[0]>[0];

function draft(
  keys: KeyRing,
  by: string,
  hop: Hop,
  name: string,
  body: { readonly [key: string]: Json },
  inputs: readonly EntryRef[],
  at: string,
): StatementDraft {
  const sha256 = createHash('sha256').update(canonicalJson(body)).digest('hex');
  return { hop, subject: { name, sha256 }, body, inputs, maker: need(keys, by).maker, at };
}

/** What is examined: the folder's own files by digest, so that nobody can say later that it was another engagement. */
export async function stateScope(
  engagement: Engagement,
  workspace: Workspace,
  files: readonly { name: string; sha256: string }[],
): Promise<EntryRef> {
  const { file } = engagement;
  const by = partnerOf(engagement);
  return refOf(
    await workspace.state(
      draft(
        workspace.keys,
        by,
        'scope',
        `engagement/${file.id}`,
        {
          id: file.id,
          type: file.type,
          periodStart: file.period?.start ?? null,
          periodEnd: file.period?.end ?? null,
          asOf: file.asOf ?? null,
          categories: file.categories,
          applicableCriteria: engagement.applicable.map((c) => c.id),
          standards: { dc: file.standards.dc, tsc: file.standards.tsc },
          files: files.map((f) => ({ name: f.name, sha256: f.sha256 })),
        },
        [],
        workspace.evidence.now(),
      ),
    ),
  );
}

/** Controls and description as management states them, then the plan as the partner approves it: the gate before any run or draw. */
export async function statePlan(
  engagement: Engagement,
  workspace: Workspace,
  scope: EntryRef,
): Promise<{ controls: ReadonlyMap<string, EntryRef>; description: EntryRef; plan: EntryRef }> {
  const { keys } = workspace;
  const signatory = engagement.file.organization.signatory.name;
  const at = workspace.evidence.now();
  return workspace.together(async (state) => {
    const controls = new Map<string, EntryRef>();
    for (const control of engagement.controls) {
      const body = {
        id: control.id,
        title: control.title,
        statement: control.statement,
        criteria: control.criteria,
        frequency: control.frequency,
        nature: control.nature,
        effectiveFrom: control.effectiveFrom,
        effectiveTo: control.effectiveTo,
      };
      controls.set(
        control.id,
        refOf(await state(draft(keys, signatory, 'control', `control/${control.id}`, body, [scope], at))),
      );
    }
    const described: Json = JSON.parse(JSON.stringify([engagement.description, [...engagement.sections]]));
    const description = await state(
      draft(
        keys,
        signatory,
        'description',
        'description',
        {
          sections: [...engagement.sections.keys()].sort(),
          sha256: createHash('sha256').update(canonicalJson(described)).digest('hex'),
          approvedBy: engagement.description.approvedBy,
          approvedAt: engagement.description.approvedAt,
        },
        [scope],
        at,
      ),
    );
    // R-SMP-11: attribute kinds, units and limits are fixed before the first run.
    const plan = await state(
      draft(
        keys,
        partnerOf(engagement),
        'review',
        'plan',
        {
          gate: 'plan approval',
          procedures: engagement.procedures.map((p) => ({
            id: p.id,
            control: p.control,
            nature: p.nature,
            extent: p.extent,
            means: p.means,
            unit: p.unit ?? '',
            attributes: p.attributes.map((a) => ({
              id: a.id,
              kind: a.kind,
              rule: a.rule ?? '',
              quotes: a.quotes ?? '',
            })),
            limits: Object.fromEntries(Object.entries(p.limits ?? {}).filter(([, v]) => v !== undefined)) as Json,
            sample: Object.fromEntries(Object.entries(p.sample ?? {}).filter(([, v]) => v !== undefined)) as Json,
          })),
        },
        [scope, ...controls.values()],
        at,
      ),
    );
    return { controls, description: refOf(description), plan: refOf(plan) };
  });
}

/** What the report rests on, by what it is about. */
export interface Concluded {
  readonly opinion: EntryRef;
  readonly assertion: EntryRef;
  readonly description: EntryRef;
  readonly representation: EntryRef;
}

/** Everything people did, from the evaluation of design to the opinion, in one transaction and in the order of the chain. */
export async function stateJudgements(
  engagement: Engagement,
  workspace: Workspace,
  judgements: JudgementsFile,
  judged: Judged,
  made: {
    readonly scope: EntryRef;
    readonly description: EntryRef;
    readonly controls: ReadonlyMap<string, EntryRef>;
    readonly populations: readonly BuiltPopulation[];
    readonly runs: ReadonlyMap<string, MachineRun>;
    readonly samples: ReadonlyMap<string, DrawnSample>;
  },
): Promise<Concluded> {
  const { keys } = workspace;
  const { file } = engagement;
  return workspace.together(async (state) => {
    const ofControl = new Map<string, EntryRef[]>();
    const add = (control: string, ref: EntryRef): void => {
      const known = ofControl.get(control);
      if (known) known.push(ref);
      else ofControl.set(control, [ref]);
    };
    const controlRef = (id: string): EntryRef => made.controls.get(id) ?? made.scope;

    for (const act of judgements.acts) {
      await state(
        draft(
          keys,
          nameOrPartner(engagement, keys, act.by),
          'review',
          `act/${act.fact}`,
          { fact: act.fact, note: act.note ?? '' },
          [made.scope],
          instant(act.at),
        ),
      );
    }
    for (const d of judgements.design) {
      const body = { control: d.control, design: d.design, implemented: d.implemented, walkthrough: d.walkthrough };
      const ref = await workAndReview(
        state,
        keys,
        d.by,
        d.reviewedBy,
        'test',
        `design/${d.control}`,
        body,
        [controlRef(d.control)],
        d.at,
      );
      add(d.control, ref);
    }
    const ipeRefs = new Map<string, EntryRef>();
    for (const i of judgements.ipe) {
      const population = made.populations.find((p) => p.stated.id === i.population);
      if (!population) continue;
      const body = {
        population: i.population,
        checks: i.checks,
        satisfactory: i.satisfactory,
        settled: i.settled ?? '',
      };
      ipeRefs.set(
        i.population,
        await workAndReview(
          state,
          keys,
          i.by,
          i.reviewedBy,
          'test',
          `ipe/${i.population}`,
          body,
          [population.frozen],
          i.at,
        ),
      );
    }
    const relied: EntryRef[] = [];
    for (const { by, approvedBy, at, ...body } of judgements.toolReliance) {
      const name = `tool-reliance/${body.release}`;
      const ref = await workAndReview(state, keys, by, approvedBy, 'test', name, body, [made.scope], at);
      if (body.release === version) relied.push(ref);
    }
    for (const procedure of engagement.procedures) {
      const run = made.runs.get(procedure.id);
      const sample = made.samples.get(procedure.id);
      const test = judged.tests.find((t) => t.procedure.id === procedure.id);
      const ipe = run ? ipeRefs.get(run.populationId) : sample ? ipeRefs.get(sample.populationId) : undefined;
      const basis = [...(run ? [run.entry] : []), ...(sample ? [sample.entry] : []), ...(ipe ? [ipe] : [])];
      // What a program found is relied on as the firm's workpaper on its release says (R-IND-11).
      if (basis.length > 0) basis.push(...relied);
      if (basis.length === 0) basis.push(controlRef(procedure.control));
      for (const r of judgements.resolutions.filter((one) => one.procedure === procedure.id)) {
        const body = {
          procedure: r.procedure,
          attribute: r.attribute,
          items: r.items,
          outcome: r.outcome,
          condition: r.condition ?? '',
          evidence: r.evidence,
        };
        basis.push(
          await workAndReview(
            state,
            keys,
            r.by,
            r.second,
            'resolution',
            `resolution/${r.procedure}/${r.attribute}`,
            body,
            [...basis],
            r.at,
          ),
        );
      }
      const adoption = judgements.adoptions.find((a) => a.procedure === procedure.id);
      const manual = judgements.tests.find((t) => t.procedure === procedure.id);
      const by = adoption ?? manual;
      if (!by || !test) continue;
      const body = {
        procedure: procedure.id,
        tested: test.tested,
        deviations: test.deviations,
        outcome: test.outcome,
        sample: sample?.digest ?? '',
        items: (manual?.items ?? {}) as Json,
        text: manual?.text ?? adoption?.note ?? '',
        evidence: manual?.evidence ?? '',
      };
      add(
        procedure.control,
        await workAndReview(state, keys, by.by, by.reviewedBy, 'test', `test/${test.id}`, body, basis, by.at),
      );
    }
    const findingRefs: EntryRef[] = [];
    for (const f of judgements.findings) {
      const inputs =
        f.control === undefined ? [made.description] : (ofControl.get(f.control) ?? [controlRef(f.control)]);
      const body = {
        id: f.id,
        kind: f.kind,
        control: f.control ?? '',
        conditions: f.conditions,
        fact: f.fact,
        extent: f.extent ?? '',
        to: f.to,
        delivery: f.delivery,
      };
      const ref = await workAndReview(
        state,
        keys,
        f.by,
        f.reviewedBy,
        'finding',
        `finding/${f.id}`,
        body,
        inputs,
        f.communicatedAt,
      );
      findingRefs.push(ref);
      for (const r of judgements.responses.filter((one) => one.finding === f.id)) {
        await state(
          draft(
            keys,
            nameOrSignatory(engagement, keys, r.by),
            'response',
            `response/${f.id}`,
            { finding: f.id, text: r.text },
            [ref],
            instant(r.at),
          ),
        );
      }
    }
    const conclusionOf = new Map<string, EntryRef>();
    for (const control of judged.controls) {
      const stated = judgements.controls.find((c) => c.control === control.control);
      const by = stated?.by ?? partnerOf(engagement);
      const body = {
        control: control.control,
        conclusion: control.conclusion,
        proposed: control.proposed ?? '',
        reasons: control.reasons,
      };
      const inputs = [controlRef(control.control), ...(ofControl.get(control.control) ?? [])];
      conclusionOf.set(
        control.control,
        refOf(
          await state(
            draft(
              keys,
              by,
              'conclusion',
              `conclusion/${control.control}`,
              body,
              inputs,
              instant(stated?.at ?? file.reportDate),
            ),
          ),
        ),
      );
    }
    const criterionRefs: EntryRef[] = [];
    for (const criterion of judged.criteria) {
      const decision = judgements.criteria.find((c) => c.criterion === criterion.criterion);
      const serving = engagement.controls.filter((c) => c.criteria.includes(criterion.criterion));
      const inputs = serving.flatMap((c) => conclusionOf.get(c.id) ?? []);
      const body = {
        criterion: criterion.criterion,
        outcome: criterion.outcome,
        material: criterion.material,
        reasons: decision?.reasons ?? '',
      };
      criterionRefs.push(
        refOf(
          await state(
            draft(
              keys,
              decision?.by ?? partnerOf(engagement),
              'conclusion',
              `conclusion/${criterion.criterion}`,
              body,
              inputs.length > 0 ? inputs : [made.description],
              instant(decision?.at ?? file.reportDate),
            ),
          ),
        ),
      );
    }
    const signatory = file.organization.signatory.name;
    const reviewed = judgements.description;
    const description = reviewed
      ? await workAndReview(
          state,
          keys,
          reviewed.by,
          reviewed.reviewedBy,
          'review',
          'description-review',
          {
            misstatement: reviewed.misstatement,
            limitation: reviewed.limitation,
            reasons: reviewed.reasons,
            answers: reviewed.answers,
          },
          [made.description],
          reviewed.at,
        )
      : made.description;
    const assertion = refOf(
      await state(
        draft(
          keys,
          signatory,
          'assertion',
          'assertion',
          {
            engagement: file.id,
            organization: file.organization.name,
            date: file.assertionDate,
            basis: file.basis,
            exception: judgements.assertion?.exception ?? null,
          },
          [made.scope, made.description],
          instant(file.assertionDate),
        ),
      ),
    );
    const representation = refOf(
      await state(
        draft(
          keys,
          signatory,
          'representation',
          'representation',
          {
            asOf: judgements.representation?.asOf ?? file.reportDate,
            signedAt: judgements.representation?.signedAt ?? file.reportDate,
          },
          [assertion],
          instant(judgements.representation?.signedAt ?? file.reportDate),
        ),
      ),
    );
    const opinion = refOf(
      await state(
        draft(
          keys,
          judgements.opinion?.by ?? partnerOf(engagement),
          'opinion',
          'opinion',
          {
            engagement: file.id,
            organization: file.organization.name,
            firm: file.firm.name,
            kind: judged.opinion.kind,
            affected: judged.opinion.affected,
            reportDate: file.reportDate,
          },
          [...criterionRefs, ...findingRefs, description, assertion, representation],
          instant(file.reportDate),
        ),
      ),
    );
    return { opinion, assertion, description, representation };
  });
}

/** Work by one person and its review by another: two statements, the second resting on the first (R-QUA-01). */
async function workAndReview(
  state: State,
  keys: KeyRing,
  by: string,
  reviewedBy: string,
  hop: Hop,
  name: string,
  body: { readonly [key: string]: Json },
  inputs: readonly EntryRef[],
  at: string,
): Promise<EntryRef> {
  const work = refOf(await state(draft(keys, by, hop, name, body, inputs, instant(at))));
  return refOf(await state(draft(keys, reviewedBy, 'review', name, { of: name }, [work], instant(at))));
}

export function partnerOf(engagement: Engagement): string {
  const partner = engagement.file.team.find((t) => t.role === 'engagement-partner');
  if (!partner) throw new Error('The team has no engagement partner.');
  return partner.name;
}

function nameOrPartner(engagement: Engagement, keys: KeyRing, name: string): string {
  return keys.has(name) ? name : partnerOf(engagement);
}

function nameOrSignatory(engagement: Engagement, keys: KeyRing, name: string): string {
  return keys.has(name) ? name : engagement.file.organization.signatory.name;
}
