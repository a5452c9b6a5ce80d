import { sha256, toHex } from '../ledger/index.ts';
import type { ReportFacts } from '../lifecycle/report/index.ts';
import { version } from '../version.ts';
import type { Engagement } from './folder/engagement.ts';
import type { Judged, JudgedTest } from './judged.ts';
import type { BuiltPopulation } from './populations.ts';

/** What the ledger and the keys add to the record before the `report` statement is logged. */
export interface ProofFacts {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly statements: number;
  readonly checkpointAt: string | null;
  readonly keys: readonly {
    readonly role: string;
    readonly name: string;
    readonly publicKey: Uint8Array;
    readonly custody: 'person' | 'installation';
  }[];
}

const clauseOf = { description: 'a', design: 'b', operating: 'c' } as const;
const categoryNames = {
  security: 'security',
  availability: 'availability',
  'processing-integrity': 'processing integrity',
  confidentiality: 'confidentiality',
  privacy: 'privacy',
} as const;
const categoryName = (id: keyof typeof categoryNames): ReportFacts['engagement']['categories'][number] =>
  categoryNames[id];

/** Puts together everything the report may print. Nothing is decided here. */
export function reportFacts(
  engagement: Engagement,
  judged: Judged,
  populations: readonly BuiltPopulation[],
  proof: ProofFacts,
): ReportFacts {
  const { file, description: d, judgements } = engagement;
  if (!judgements) throw new Error('A report needs judgements.');
  const type2 = file.type === 'type2';
  const section = (dc: string): string => (engagement.sections.get(dc) ?? []).join('\n\n');
  const responseOf = new Map(
    judgements.findings.flatMap((finding) => {
      const response = judgements.responses.find((r) => r.finding === finding.id);
      return finding.conditions.map((condition) => [condition, { finding, response }] as const);
    }),
  );
  const commitments = new Map([...d.commitments, ...d.requirements].map((c) => [c.id, c]));
  const named = (ids: readonly string[]): string[] => ids.map((id) => (commitments.has(id) ? id : id));

  const notMet = judged.criteria.filter((c) => c.outcome === 'not-met' && c.material === true);
  const unable = judged.criteria.filter((c) => c.outcome === 'unable-to-conclude');
  const basis: ReportFacts['opinion']['basis'][number][] = [];
  const exceptions: ReportFacts['assertion']['exceptions'][number][] = [];
  for (const criterion of notMet) {
    const bad = judged.controls.filter(
      (c) =>
        ['not-effective', 'not-implemented', 'design-deficient'].includes(c.conclusion) &&
        controlOf(engagement, c.control).criteria.includes(criterion.criterion),
    );
    // Management states one exception a criterion and clause: its own words where it has given some, else the facts found.
    const mirrored = new Map<'b' | 'c', { facts: string[]; extents: string[] }>();
    for (const concluded of bad) {
      const control = controlOf(engagement, concluded.control);
      const finding = judgements.findings.find((f) => f.control === control.id);
      const conditions = judged.tests
        .filter((t) => t.procedure.control === control.id)
        .flatMap((t) => t.conditions.map((c) => ({ test: t, ...c })));
      const extent = conditions.map(({ test, items }) => extentSentence(test, items.length)).join(' ');
      const designMatter = concluded.conclusion !== 'not-effective';
      basis.push(
        designMatter
          ? {
              wording: 'SAR-16.design',
              variables: {
                designFact: sentence(finding?.fact ?? concluded.reasons),
                criterion: criterion.criterion,
                commitments: named(criterion.commitments),
              },
            }
          : {
              wording: 'SAR-16.operating',
              variables: {
                controlStatement: lowerFirst(control.statement),
                extent,
                cause: sentence(conditions.map((c) => c.condition.cause).join(' ')),
                compensation: '',
                criterion: criterion.criterion,
                commitments: named(criterion.commitments),
              },
            },
      );
      const clause = designMatter ? 'b' : 'c';
      const { facts, extents } = mirrored.get(clause) ?? { facts: [], extents: [] };
      mirrored.set(clause, {
        facts: [...facts, sentence(finding?.fact ?? concluded.reasons)],
        extents: extent === '' ? extents : [...extents, extent],
      });
    }
    for (const [clause, { facts, extents }] of mirrored) {
      const stated = judgements.assertion?.exception ?? null;
      exceptions.push({
        clause,
        fact: stated === null ? facts.join(' ') : sentence(stated),
        extent: extents.length === 0 ? null : extents.join(' '),
        criterion: criterion.criterion,
        commitments: named(criterion.commitments),
      });
    }
  }
  for (const criterion of unable) {
    const decision = judgements.criteria.find((c) => c.criterion === criterion.criterion);
    basis.push({
      wording: 'SAR-16.limitation',
      variables: {
        evidence: 'sufficient evidence',
        subject: `criterion ${criterion.criterion}`,
        reason: (decision?.reasons ?? '').replace(/\.$/, ''),
        alternatives: '',
        matter: `criterion ${criterion.criterion} was met`,
      },
    });
  }
  if (judgements.description && judgements.description.misstatement !== 'none') {
    for (const finding of judgements.findings.filter((f) => f.kind === 'description-misstatement')) {
      basis.push({
        wording: 'SAR-16.description',
        variables: {
          fact: finding.fact.replace(/\.$/, ''),
          auditorFact: sentence(finding.extent ?? ''),
          dcId: finding.criteria[0] ?? 'DC1',
        },
      });
      exceptions.push({
        clause: 'a',
        fact: sentence(finding.fact),
        extent: finding.extent ?? null,
        criterion: null,
        commitments: [],
      });
    }
  }
  if (judged.opinion.kind === 'adverse') {
    basis.push({
      wording: 'SAR-16.adverse',
      variables: { share: `${notMet.length} of ${engagement.applicable.length} applicable criteria` },
    });
  }
  if (judged.opinion.kind === 'disclaimer') basis.push({ wording: 'SAR-16.disclaimer', variables: {} });

  const modified = judged.opinion.kind !== 'unmodified';
  return {
    specimen: true, // R-RPT-14: no licensed firm's certificate, trust entry or approved template can stand behind `examine`
    report: {
      id: file.id,
      type: file.type,
      draft: file.options.draft,
      showIds: file.options.showIds,
      paper: file.options.paper,
      date: file.options.draft ? null : file.reportDate,
      producedBy: `Tickmark ${version}`,
      printCounts: file.options.printCounts,
      noAdviceSentence: false,
      coverNotes: file.marked === undefined ? [] : [file.marked],
    },
    engagement: {
      periodStart: type2 ? (file.period?.start ?? null) : null,
      periodEnd: type2 ? (file.period?.end ?? null) : null,
      asOf: type2 ? null : (file.asOf ?? null),
      categories: file.categories.map(categoryName),
      dc: file.standards.dc,
      tsc: file.standards.tsc,
    },
    organization: file.organization,
    firm: file.firm,
    operator: 'not named',
    system: {
      name: file.system.name,
      title: file.system.title,
      productsIn: d.services.filter((s) => s.inScope).map((s) => s.name),
      productsOut: d.services.filter((s) => !s.inScope).map((s) => s.name),
      regionsIn: d.boundary.locations,
      regionsOut: d.boundary.excluded.map((e) => e.item),
    },
    opinion: {
      kind: judged.opinion.kind,
      affected: modified ? judged.opinion.affected.map((s) => clauseOf[s]) : [],
      basis: modified ? basis : [],
      emphasis: judgements.opinion?.emphasis ?? [],
      resolved: null,
    },
    assertion: {
      date: file.assertionDate,
      basis: file.basis,
      exceptions: modified ? exceptions : [],
    },
    description: {
      services:
        section('DC1') ||
        d.services
          .filter((s) => s.inScope)
          .map((s) => s.summary)
          .join('\n\n'),
      commitments: [
        ...d.commitments.map((c) => ({
          id: c.id,
          text: c.text,
          category: upperFirst(c.categories.map(categoryName).join(', ')),
          source: c.sourceText,
        })),
        ...d.requirements.map((r) => ({
          id: r.id,
          text: r.text,
          category: upperFirst(r.categories.map(categoryName).join(', ')),
          source: r.source,
        })),
      ],
      components: (
        [
          ['Infrastructure', 'infrastructure'],
          ['Software', 'software'],
          ['People', 'people'],
          ['Procedures', 'procedures'],
          ['Data', 'data'],
        ] as const
      ).map(([kind, part]) => ({ kind, text: d.narratives[part] })),
      boundary: section('DC3') || d.boundary.inScopeText,
      diagram: d.diagram
        ? {
            nodes: d.diagram.nodes.map((n) => ({ ...n, sub: n.sub ?? null })),
            edges: d.diagram.edges,
            note: d.diagram.note ?? null,
          }
        : null,
      incidents: {
        text:
          section('DC4') ||
          (d.incidents.some((i) => i.qualifies)
            ? d.incidents
                .filter((i) => i.qualifies)
                .map((i) => `${sentence(i.nature)} ${sentence(i.effect)} ${sentence(i.disposition)}`)
                .join('\n\n')
            : 'No incident was identified that was a significant failure to achieve a commitment or requirement.'),
        disclosed: d.incidents.filter((i) => i.qualifies).map((i) => `${i.id}, ${i.detectedAt}`),
      },
      internalControl:
        section('DC5') ||
        [
          d.narratives.controlEnvironment,
          d.narratives.riskAssessment,
          d.narratives.informationAndCommunication,
          d.narratives.monitoring,
          d.narratives.controlActivities,
        ].join('\n\n'),
      cuecs: d.cuecs.map((c) => ({ id: c.id, text: c.text, criteria: c.criteriaIds })),
      userEntityResponsibilities:
        d.userEntityResponsibilities.length === 0 ? null : d.userEntityResponsibilities.map((u) => u.text).join('\n\n'),
      notRelevant:
        d.notRelevantCriteria.length === 0
          ? `None. All ${engagement.applicable.length} criteria of the categories in scope apply.`
          : d.notRelevantCriteria.map((n) => `${n.criterionId}: ${sentence(n.reason)}`).join('\n\n'),
      changes: type2
        ? d.changes.filter((c) => c.significant).map((c) => ({ date: c.date, text: sentence(c.what) }))
        : [],
    },
    subservices: d.subservices.map((s) => ({
      name: s.name,
      service: s.serviceNature,
      method: s.method,
      ...(s.assertion === undefined ? {} : { assertion: s.assertion }),
      csocs: s.csocs.map((c) => ({ id: c.id, text: c.text, criteria: c.criteriaIds })),
    })),
    criteria: engagement.applicable.map((criterion) => {
      const concluded = judged.criteria.find((c) => c.criterion === criterion.id);
      if (!concluded || concluded.outcome === 'not-relevant') throw new Error(`${criterion.id} has no conclusion.`);
      const zero = judged.tests.find(
        (t) =>
          t.outcome === 'not-operated' && controlOf(engagement, t.procedure.control).criteria.includes(criterion.id),
      );
      const ipe = judgements.ipe.find((i) => i.population === zero?.population.id);
      return {
        id: criterion.id,
        title: criterion.title,
        text: criterion.statement,
        conclusion: concluded.outcome,
        zeroEvidence:
          concluded.outcome === 'no-occurrence'
            ? sentence(ipe?.checks['IPE-09'] ?? 'The register holds no entry.')
            : null,
      };
    }),
    controls: engagement.controls.map((control) => ({
      id: control.id,
      title: control.title,
      statement: control.statement,
      criteria: control.criteria.filter((c) => engagement.applicable.some((a) => a.id === c)),
      organization: d.subservices.find((s) => s.id === control.organization)?.name ?? null,
      versions: control.versions.map((one) => ({ ...one, label: upperFirst(one.label) })),
      tests: type2
        ? judged.tests
            .filter((t) => t.procedure.control === control.id && t.outcome !== 'unable')
            .map((t) => testFacts(t, responseOf))
        : [],
    })),
    populations: type2
      ? populations.map((p) => ({
          id: p.stated.id,
          name: p.stated.name,
          noun: p.noun,
          records: p.records,
          source: [...new Set(p.evidence.map((e) => e.stated.source))].join('; '),
          ...completenessOf(
            p,
            judgements.ipe.find((i) => i.population === p.stated.id),
          ),
        }))
      : [],
    otherInformation: d.otherInformation.map((o) => ({ heading: o.head, text: o.text })),
    ledger: {
      origin: proof.origin,
      size: proof.size,
      root: proof.root,
      statements: proof.statements,
      checkpointAt: proof.checkpointAt,
    },
    keys: proof.keys.map((key) => ({
      role: key.role,
      name: key.name,
      fingerprint: fingerprint(key.publicKey),
      custody: key.custody,
    })),
  };
}

/** What was done on completeness and accuracy: in the firm's short words, if it wrote any, and in full. */
function completenessOf(
  { stated, reconciliation }: BuiltPopulation,
  ipe: NonNullable<Engagement['judgements']>['ipe'][number] | undefined,
): Pick<ReportFacts['populations'][number], 'check' | 'procedures' | 'agreed'> {
  return {
    check: ipe?.short ?? '',
    procedures: Object.entries(ipe?.checks ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, said]) => ({ id, text: sentence(said) })),
    ...(stated.reconcile && reconciliation
      ? {
          agreed: {
            with: stated.reconcile.to,
            matched: reconciliation.matched,
            of: reconciliation.left,
          },
        }
      : {}),
  };
}

function testFacts(
  test: JudgedTest,
  responses: ReadonlyMap<
    string,
    { finding: { fact: string; extent?: string | undefined }; response: { text: string } | undefined }
  >,
): ReportFacts['controls'][number]['tests'][number] {
  if (test.outcome === 'unable') throw new Error(`${test.id} could not be performed and has no place in Section IV.`);
  return {
    id: test.id,
    procedure: test.procedure.id,
    nature: test.procedure.nature,
    extent: test.procedure.extent,
    means: test.procedure.means,
    says: test.procedure.says,
    population: test.population,
    tested: test.tested,
    notApplicable: test.notApplicable,
    unusable: test.unusable,
    extension: test.extension,
    open: test.open,
    deviations: test.deviations,
    outcome: test.outcome,
    conditions: test.conditions.map(({ condition, items }) => {
      const said = responses.get(condition.id);
      return {
        id: condition.id,
        fact: sentence(said?.finding.fact ?? `${condition.title}: ${condition.cause}`),
        extent: extentSentence(test, items.length),
        response: said?.response?.text ?? null,
      };
    }),
  };
}

function extentSentence(test: JudgedTest, items: number): string {
  const of =
    test.procedure.extent === 'sample'
      ? `${grouped(test.tested)} ${test.population.noun} drawn`
      : `${grouped(test.tested)} ${test.population.noun}`;
  return `${grouped(items)} of ${of}.`;
}

function upperFirst(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function grouped(n: number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

function controlOf(engagement: Engagement, id: string): Engagement['controls'][number] {
  const found = engagement.controls.find((c) => c.id === id);
  if (!found) throw new Error(`There is no control ${id}.`);
  return found;
}

function sentence(text: string): string {
  const plain = text.trim();
  return plain === '' || /[.!?…”"]$/.test(plain) ? plain : `${plain}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** First 16 bytes of the SHA-256 of the key, in groups of four hex digits: what people compare by another way. */
function fingerprint(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey))
    .slice(0, 32)
    .replace(/(.{4})(?=.)/g, '$1 ');
}
