import { spawnSync } from 'node:child_process';
import { appendFile, copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { examine } from '../src/examine/index.ts';
import { type Problem, Refusal } from '../src/refusal.ts';
import { version } from '../src/version.ts';
import { engagementCopy, home, namesIn, objectOf, scratch, tickmark } from './examine-folder.ts';

interface Copy {
  readonly folder: string;
  edit(file: string, change: (text: string) => string): Promise<void>;
}

/** Each case: what is wrong, how the tiny engagement gets there, and words of the sentence that must name the place. */
type Case = readonly [what: string, damage: (copy: Copy) => Promise<unknown>, ...says: RegExp[]];

const replaced = (file: string, from: string | RegExp, to: string) => (copy: Copy) =>
  copy.edit(file, (text) => text.replace(from, to));
const written = (file: string, bytes: string | Uint8Array) => (copy: Copy) => writeFile(join(copy.folder, file), bytes);
const added = (file: string, bytes: string | Uint8Array) => (copy: Copy) => appendFile(join(copy.folder, file), bytes);

const folders: Case[] = [
  ['a missing file', (c) => rm(join(c.folder, 'controls.yaml')), /controls\.yaml is missing from the folder/],
  [
    'a description that is missing',
    (c) => rm(join(c.folder, 'system'), { recursive: true }),
    /system\/description\.yaml is missing/,
  ],
  [
    'evidence that is named and not there',
    (c) => rm(join(c.folder, 'evidence/minutes.md')),
    /evidence\.yaml, line 12: E-02 names evidence\/minutes\.md, which is not in the folder/,
  ],
  ['an empty file', written('engagement.yaml', ''), /engagement\.yaml is empty\./],
  ['an empty file of judgements', written('judgements.yaml', ''), /judgements\.yaml is empty\./],
  ['empty evidence', written('evidence/changes.csv', ''), /evidence\/changes\.csv is empty/],
  [
    'a half-written file of judgements',
    (c) => c.edit('judgements.yaml', (t) => t.slice(0, 3000)),
    /judgements\.yaml, line \d+: /,
  ],
  [
    'a quotation that is not closed',
    added('evidence/changes.csv', '"abc'),
    /evidence\/changes\.csv line 32 .*quotation mark/,
  ],
  [
    'bytes that are no text',
    written('controls.yaml', Buffer.from([0x63, 0xff, 0xfe, 0x00])),
    /controls\.yaml is not UTF-8 text/,
  ],
  [
    'UTF-16',
    (c) => writeFile(join(c.folder, 'evidence.yaml'), Buffer.from('\ufeffevidence: []', 'utf16le')),
    /evidence\.yaml is not UTF-8 text/,
  ],
  [
    'Latin-1 in a table',
    added('evidence/changes.csv', Buffer.from([0xe9, 0x0a])),
    /evidence\/changes\.csv line \d+ is not utf-8/,
  ],
  [
    'a link out of the folder',
    (c) => symlink('/etc/passwd', join(c.folder, 'evidence/x.csv')),
    /evidence\/x\.csv is a link/,
  ],
  [
    'a link inside the folder',
    (c) => symlink('changes.csv', join(c.folder, 'evidence/x.csv')),
    /evidence\/x\.csv is a link/,
  ],
  ['a linked folder', (c) => symlink('/etc', join(c.folder, 'kinds')), /kinds is a link/],
  [
    'a name that leads out',
    replaced('evidence.yaml', 'evidence/minutes.md', '../minutes.md'),
    /evidence\.yaml, line \d+: .*plain path inside the folder/,
  ],
  [
    'an absolute name',
    replaced('evidence.yaml', 'evidence/minutes.md', '/etc/passwd'),
    /evidence\.yaml, line \d+: .*plain path inside the folder/,
  ],
  [
    'a file name with control characters',
    (c) => writeFile(join(c.folder, 'evidence', 'a\nb\u001b[31m'), ''),
    /"evidence\/a\\nb\\u001b\[31m" is no plain file name/,
  ],
  [
    'a list where fields are expected',
    written('engagement.yaml', '- a\n'),
    /engagement\.yaml, line 1: this must be named fields/,
  ],
  [
    'nesting without end',
    written('judgements.yaml', `acts: ${'['.repeat(20_000)}`),
    /judgements\.yaml, line 1: this is nested too deeply/,
  ],
  [
    'aliases that blow up',
    written(
      'judgements.yaml',
      `a: &a [x]\n${Array.from({ length: 60 }, (_, i) => `k${i}: [*a, *a, *a]`).join('\n')}\n`,
    ),
    /judgements\.yaml/,
  ],
];

const statements: Case[] = [
  [
    'an unknown field',
    replaced('controls.yaml', 'owner: Head of Operations', 'ownr: Head of Operations'),
    /controls\.yaml, line 33: controls\.3\.ownr: this field is not known here/,
    /controls\.3\.owner: this field is missing/,
  ],
  [
    'a field of the prototype',
    added('engagement.yaml', '__proto__: { x: 1 }\n'),
    /engagement\.yaml, line 26: __proto__: this field is not known/,
  ],
  [
    'a key given twice',
    added('engagement.yaml', 'type: type1\n'),
    /engagement\.yaml, line 26: Map keys must be unique/,
  ],
  [
    'a control given twice',
    replaced('controls.yaml', 'id: OWN-02', 'id: OWN-01'),
    /controls\.yaml, line 11: controls: the id OWN-01 is given twice/,
  ],
  [
    'a control of an organization that is carved out',
    replaced('controls.yaml', 'owner: Head of Operations', 'owner: Head of Operations\n    organization: SO-1'),
    /controls\.yaml, line 34: OWN-04 is of SO-1, which is no inclusive subservice organization/,
  ],
  [
    'evidence given twice',
    replaced('evidence.yaml', 'id: E-02', 'id: E-01'),
    /evidence\.yaml, line 11: evidence: the id E-01 is given twice/,
  ],
  [
    'a date before 1970',
    replaced('engagement.yaml', "start: '2024-01-01'", "start: '1969-12-31'"),
    /engagement\.yaml, line 4: period\.start: no day of the calendar between 1970 and 2100/,
  ],
  [
    'a date after 2100',
    replaced('engagement.yaml', "reportDate: '2024-08-30'", "reportDate: '2101-01-01'"),
    /engagement\.yaml, line 5: reportDate: no day/,
  ],
  [
    'a day that does not exist',
    replaced('engagement.yaml', "reportDate: '2024-08-30'", "reportDate: '2024-02-30'"),
    /engagement\.yaml, line 5: reportDate: no day/,
  ],
  [
    'a report date after today',
    replaced('engagement.yaml', "reportDate: '2024-08-30'", "reportDate: '2099-01-01'"),
    /engagement\.yaml, line 5: the report date 2099-01-01 lies after today/,
  ],
  [
    'a rule that names no field',
    replaced('procedures/own.yaml', 'r.independent_approvals', 'r.independant_approvals'),
    /procedures\/own\.yaml, line 12: own-01-census, attribute A, character 2: .*the nearest is “independent_approvals”/,
  ],
  [
    'a rule that is no expression',
    replaced('procedures/own.yaml', '>= 1 &&', '>= &&'),
    /procedures\/own\.yaml, line 12: own-01-census, attribute A, character \d+: The rule is not valid CEL/,
  ],
  [
    'a rule that compares text with numbers',
    replaced('procedures/own.yaml', '>= 1 &&', ">= ''a'' &&"),
    /procedures\/own\.yaml, line 12: .*cannot be compared/,
  ],
  [
    'a procedure that does not exist',
    replaced('controls.yaml', '[own-04-inspection]', '[own-05-inspection]'),
    /controls\.yaml, line 37: OWN-04 names the procedure own-05-inspection/,
  ],
  [
    'a sample of a part of a population',
    replaced(
      'procedures/own.yaml',
      'population: { kind: change }',
      "population: { kind: change, where: 'r.merged_at != null' }",
    ),
    /procedures\/own\.yaml, line 18: own-02-sample draws a sample and has a "where"/,
  ],
  [
    'a second stage after a systematic draw',
    replaced('procedures/own.yaml', 'method: random, reserves: 2', 'method: systematic, allowedDeviations: 1'),
    /procedures\/own\.yaml, line 18: own-02-sample plans a second stage after a systematic draw; .*14\.2/,
  ],
  [
    'a kind that exists already',
    async (c) => {
      await mkdir(join(c.folder, 'kinds'));
      await copyFile(join(home, 'data', 'kinds', 'change.yaml'), join(c.folder, 'kinds', 'change.yaml'));
    },
    /kinds\/change\.yaml: the kind change exists already/,
  ],
  [
    'a mark that reverses the order of reading',
    replaced('engagement.yaml', 'Chief Executive', 'Chief \u202eExecutive'),
    /engagement\.yaml, line 14: there is a control character/,
  ],
  [
    'an escaped control character',
    replaced('engagement.yaml', 'name: Reedmere\n', 'name: "Reed\\0mere"\n'),
    /engagement\.yaml, line 12: organization\.name: control characters/,
  ],
  [
    'a control character in the description',
    added('system/DC1.md', 'a\u0007\n'),
    /system\/DC1\.md, line 4: there is a control character/,
  ],
];

const judgements: Case[] = [
  [
    'another item than was drawn',
    replaced('judgements.yaml', 'reedmere/notes#121: ', 'reedmere/notes#122: '),
    /no result for the selected item reedmere\/notes#121/,
    /a result for reedmere\/notes#122, which was not drawn/,
  ],
  [
    'another sample',
    replaced('judgements.yaml', 'sample: 694466c6', 'sample: 794466c6'),
    /own-02-sample names the sample 794466c6/,
  ],
  [
    'an item that is not to be resolved',
    replaced('judgements.yaml', 'reedmere/notes#119]', 'reedmere/notes#118]'),
    /reedmere\/notes#118 is not an item to resolve of own-01-census/,
  ],
  [
    'a condition that does not exist',
    replaced('judgements.yaml', 'condition: C-1', 'condition: C-9'),
    /judgements\.yaml, line 44: resolution of own-01-census A names the condition C-9, which does not exist/,
  ],
  [
    'one person who prepares and reviews',
    replaced('judgements.yaml', 'second: T. Birch (sample)', 'second: U. Cedar (sample)'),
    /judgements\.yaml, line 40: resolution of own-01-census A was prepared and reviewed by the same person/,
  ],
  [
    'somebody who is not on the team',
    replaced('judgements.yaml', 'second: T. Birch (sample)', 'second: N. Obody'),
    /judgements\.yaml, line 47: resolution of own-01-census A is by N\. Obody, who is not on the team/,
  ],
  [
    'advice in a finding',
    replaced('judgements.yaml', 'extent: 2 of 30 changes.', 'extent: 2 of 30 changes. We recommend a rule.'),
    /F-1 gives advice \("We recommend"\)/,
  ],
  [
    'work after the report date',
    replaced('judgements.yaml', "at: '2024-07-25'", "at: '2024-09-25'"),
    /judgements\.yaml, line 78: test own-02-sample is dated 2024-09-25, after the report date/,
  ],
  [
    'a response of the firm',
    replaced('judgements.yaml', 'no error in them., by: K. Linden', 'no error in them., by: R. Alder'),
    /judgements\.yaml, line 97: the response to F-1 is by R\. Alder \(sample\), a member of the firm/,
  ],
  [
    'an act no gate knows',
    replaced('judgements.yaml', 'fact: proposal', 'fact: propsal'),
    /judgements\.yaml, line 3: the act propsal is no fact of the state machine; the nearest is proposal/,
  ],
  [
    'a conclusion against the deviations',
    replaced('judgements.yaml', 'conclusion: effective-with-deviations', 'conclusion: effective'),
    /OWN-01 has confirmed deviations and cannot be concluded "effective"/,
  ],
  [
    'a release that the firm did not accept',
    replaced('judgements.yaml', "accepted: 'yes'", "accepted: 'no'"),
    /The firm did not accept release 0\.1\.0 \(toolReliance\)/,
  ],
  [
    'a workpaper accepted by whom wrote it',
    replaced('judgements.yaml', 'approvedBy: R. Alder', 'approvedBy: T. Birch'),
    /judgements\.yaml, line 109: the workpaper on release 0\.1\.0 was prepared and reviewed by the same person/,
  ],
  [
    'a procedure adopted twice',
    (c) => c.edit('judgements.yaml', (t) => t.replace(/(adoptions:\n)(.*\n)/, '$1$2$2')),
    /judgements\.yaml, line 84: adoptions: the id own-01-census is given twice/,
  ],
];

const cases: readonly (readonly [group: string, cases: readonly Case[]])[] = [
  ['a folder', folders],
  ['what the folder states', statements],
  ['a judgement', judgements],
];

// In process, because each start of the program costs more than the refusal; the first of each group goes through the program.
for (const [name, group] of cases) {
  describe(name, () => {
    for (const [index, [what, damage, ...says]] of group.entries()) {
      test(`with ${what} is refused by name, and nothing is written`, async () => {
        const copy = await engagementCopy();
        await damage(copy);
        const { exit, words } = index === 0 ? await byProgram(copy) : await inProcess(copy);
        for (const one of says) expect(words).toMatch(one);
        expect(exit).toBe(2);
        expect(await namesIn(copy.out)).toBeNull();
      });
    }
  });
}

test('without a workpaper on the release in use it stops and asks for one (R-IND-11)', async () => {
  const copy = await engagementCopy();
  await copy.edit('judgements.yaml', (text) => text.replace('release: 0.1.0', 'release: 0.0.9'));
  const ran = await tickmark('examine', copy.folder, '--out', copy.out, '--json');
  expect(ran.exit).toBe(1);
  expect(objectOf(ran)).toHaveProperty('stopped.missing', [
    `judgements.yaml: toolReliance has no workpaper on release ${version}, which is in use (there is one on 0.0.9).`,
  ]);
  const skeleton: unknown = parse(await readFile(join(copy.out, 'judgements.skeleton.yaml'), 'utf8'));
  expect(skeleton).toHaveProperty('toolReliance.0.release', version);
});

test('what leads nowhere is said all at once, each with file, line and record', async () => {
  const copy = await engagementCopy();
  await copy.edit('controls.yaml', (t) => t.replace('CC8.1]', 'CC9.8]'));
  await copy.edit('evidence.yaml', (t) => t.replace('[E-01], window', '[E-09], window'));
  await copy.edit('procedures/own.yaml', (t) => t.replace('quotes: approved by', 'quotes: seen by'));
  await copy.edit('judgements.yaml', (t) => t.replace('finding: F-1', 'finding: F-9').replace('C-1]', 'C-9]'));
  const { problems } = await inProcess(copy);
  expect(problems.map((p) => p.sentence)).toEqual([
    'controls.yaml, line 5: OWN-01 names CC9.8, which is no criterion.',
    'evidence.yaml, line 18: P-01 names the evidence E-09, which does not exist.',
    'procedures/own.yaml, line 1: own-01-census, attribute A, quotes "seen by somebody other than its author before it is merged", which the statement of OWN-01 does not say.',
    'judgements.yaml, line 88: finding F-1 names the condition C-9, which does not exist.',
    'judgements.yaml, line 97: a response names the finding F-9, which does not exist.',
  ]);
  expect(problems.map((p) => p.subject)).toEqual([
    'controls.yaml:5',
    'evidence.yaml:18',
    'procedures/own.yaml:1',
    'judgements.yaml:88',
    'judgements.yaml:97',
  ]);
});

describe('an opinion against what is proposed', () => {
  const unmet = async (reasons: string, kind = 'unmodified') => {
    const copy = await engagementCopy();
    await copy.edit('judgements.yaml', (t) =>
      t
        .replace('control: OWN-04, conclusion: effective', 'control: OWN-04, conclusion: not-effective')
        .replace(/kind: unmodified, reasons: [^,]*,/, `kind: ${kind}, reasons: '${reasons}',`)
        .concat(criteria),
    );
    return { copy, ran: await inProcess(copy) };
  };
  const served = ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.4', 'CC6.5', 'CC6.6', 'CC6.7', 'CC7.2', 'CC7.3', 'CC7.4', 'CC7.5'];
  const decision = (criterion: string) =>
    `  - { criterion: ${criterion}, material: true, commitments: [SC-1], couldHaveFailed: [SC-1], reasons: Accounts of leavers stayed., by: R. Alder (sample), at: '2024-08-20' }\n`;
  const criteria = `criteria:\n${served.map(decision).join('')}`;

  test('without a reason is refused before anything runs, with what is proposed and what is needed', async () => {
    const { copy, ran } = await unmet(' ');
    const sentence =
      'judgements.yaml, line 107: opinion: The decision for unmodified where qualified is proposed needs written reasons.';
    expect(ran.problems).toEqual([
      { code: 'opinion-without-reasons', subject: 'judgements.yaml:107', sentence, source: 'R-OPN-04' },
    ]);
    expect(ran.steps).toEqual(['reading the engagement folder']);
    expect(await namesIn(copy.out)).toBeNull();
  });

  test('that management’s assertion does not mirror is refused then too', async () => {
    const { ran } = await unmet('x', 'qualified');
    expect(ran.problems.map((p) => p.sentence)).toEqual([
      'judgements.yaml, line 105: The opinion is qualified on operating effectiveness, and the assertion states no exception there.',
    ]);
    expect(ran.steps).toEqual(['reading the engagement folder']);
  });

  test('with a reason stands, and the file holds both', async () => {
    const { ran } = await unmet('The partner weighs the accounts of leavers as no matter for any user.');
    expect([ran.exit, ran.problems]).toEqual([0, []]);
  });
});

async function byProgram(copy: { folder: string; out: string }): Promise<{ exit: number | null; words: string }> {
  const ran = await tickmark('examine', copy.folder, '--out', copy.out, '--json');
  expect(objectOf(ran)).toHaveProperty('error.message');
  expect(ran.err).not.toMatch(/\n {4}at /);
  return { exit: ran.exit, words: ran.err };
}

async function inProcess({
  folder,
  out,
}: {
  folder: string;
  out: string;
}): Promise<{ exit: number; words: string; problems: readonly Problem[]; steps: readonly string[] }> {
  const steps: string[] = [];
  try {
    await examine({
      folder,
      out,
      keys: null,
      databaseUrl: undefined,
      installation: null,
      now: () => new Date(),
      progress: (step) => steps.push(step),
      tell: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { exit, message, problems } = error;
    return { exit, words: [message, ...problems.map((p) => p.sentence)].join('\n'), problems, steps };
  }
  return { exit: 0, words: '', problems: [], steps };
}

test('an earlier result stays as it was when a rerun is refused', async () => {
  const copy = await engagementCopy();
  expect((await tickmark('examine', copy.folder, '--out', copy.out)).exit).toBe(0);
  const before = await namesIn(copy.out);
  await copy.edit('judgements.yaml', (text) => text.replace('condition: C-1', 'condition: C-9'));
  expect((await tickmark('examine', copy.folder, '--out', copy.out)).exit).toBe(2);
  await copy.edit('judgements.yaml', (text) =>
    text.replace('condition: C-9', 'condition: C-1').replace('sample: 69', 'sample: 79'),
  );
  expect((await tickmark('examine', copy.folder, '--out', copy.out)).exit).toBe(2);
  expect(await namesIn(copy.out)).toEqual(before);
  expect((await tickmark('verify', join(copy.out, 'report.pdf'))).exit).toBe(0);
});

test('a record that cannot be is refused with file and row, and counted', async () => {
  const copy = await engagementCopy();
  await copy.edit('evidence/changes.csv', (text) =>
    text.replace('2024-01-04T', '1969-01-04T').replace('2024-01-09T', '2101-01-09T'),
  );
  await rm(join(copy.folder, 'judgements.yaml'));
  const ran = await tickmark('examine', copy.folder, '--out', copy.out, '--json');
  expect(ran.exit).toBe(1);
  expect(ran.err).toMatch(/refused 2: .*1970 to 2100.*evidence\/changes\.csv, row 2/);
  expect(objectOf(ran)).toHaveProperty('populations.0.refusedCount', 2);
});

test('equal rows are one record; equal ids with other content are both kept, and must be settled', async () => {
  const copy = await engagementCopy();
  const last = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';
  await copy.edit('evidence/changes.csv', (text) => `${text}${last(text)}\n`);
  const same = await tickmark('examine', copy.folder, '--out', copy.out, '--json');
  expect([same.exit, objectOf(same)['records']]).toEqual([0, 30]);
  await rm(join(copy.folder, 'judgements.yaml'));
  await copy.edit('evidence/changes.csv', (text) => `${text}${last(text).replace(/dev-\d,person/, 'dev-9,person')}\n`);
  const other = await tickmark('examine', copy.folder, '--out', copy.out, '--json');
  expect([other.exit, objectOf(other)['records']]).toEqual([1, 31]);
  expect(other.out).toContain('P-01 has 1 key conflicts');
});

describe('an output folder', () => {
  test('that holds files of others is left alone', async () => {
    const { folder, out } = await engagementCopy();
    await mkdir(out);
    await writeFile(join(out, 'mine'), 'mine');
    const ran = await tickmark('examine', folder, '--out', out);
    expect([ran.exit, ran.err]).toEqual([2, expect.stringMatching(/holds files of others \(mine\)/)]);
    expect(await namesIn(out)).toEqual(['mine']);
  });

  test('inside the engagement folder, also by a link, or around it, is refused', async () => {
    const { folder } = await engagementCopy();
    const link = join(await scratch(), 'link');
    await symlink(folder, link);
    for (const out of [folder, join(folder, 'out'), join(link, 'new', 'out'), join(folder, '..')]) {
      const ran = await tickmark('examine', folder, '--out', out);
      expect([out, ran.exit, ran.err]).toEqual([out, 2, expect.stringMatching(/lies inside the/)]);
    }
    expect(await namesIn(join(folder, 'new'))).toBeNull();
  });

  test('that cannot be made is a fault of the machine, in one sentence', async () => {
    const { folder } = await engagementCopy();
    for (const out of ['/proc/none', '/dev/null', '/dev/null/below']) {
      const ran = await tickmark('examine', folder, '--out', out, '--json');
      expect([out, ran.exit, ran.err.split('\n').length]).toEqual([out, 3, 2]);
      expect(ran.err).toContain(`The output folder ${out} cannot be used: `);
    }
  });
});

test('text that looks like markup, is very long, or is written in other scripts is printed as it stands', async () => {
  const copy = await engagementCopy();
  const markup = '#set text(red) $x^2$ *b* `c` <lab> @ref <script>alert(1)</script>';
  const texts = [markup, 'W'.repeat(9000), 'שלום مرحبا 漢字 👩‍👧'];
  await copy.edit('controls.yaml', (text) =>
    text
      .replace('names its risk and who is told.', (words) => JSON.stringify(`${words} ${texts.join(' ')}`).slice(1, -1))
      .replace('statement: Each change follows', 'statement: "Each change follows')
      .replace('👩‍👧', '👩‍👧"'),
  );
  const ran = await tickmark('examine', copy.folder, '--out', copy.out);
  expect([ran.exit, ran.exit === 0 ? '' : ran.err]).toEqual([0, '']);
  const printed = spawnSync('pdftotext', [join(copy.out, 'report.pdf'), '-'], { encoding: 'utf8' }).stdout;
  // Lines may break inside a word; the break is no part of the text.
  const unbroken = printed.replaceAll(/[\s\u200b\u00ad]+/g, '');
  for (const part of markup.split(' ')) expect(unbroken).toContain(part);
  expect(printed.match(/W/g)?.length).toBeGreaterThan(9000);
  expect((await tickmark('verify', join(copy.out, 'report.pdf'))).exit).toBe(0);
});

test('long words of people are printed to their end, in whatever table they stand', async () => {
  const copy = await engagementCopy();
  const thousand = (name: string) =>
    Array.from({ length: 1000 }, (_, i) => `${name}${String(i).padStart(4, '0')}`).join(' ');
  const append = (file: string, after: string, name: string) =>
    copy.edit(file, (text) => text.replace(after, (words) => `${words} ${thousand(name)}`));
  await append('controls.yaml', 'names its risk and who is told.', 'statement');
  await append('judgements.yaml', 'for the same period.', 'completeness');
  await append('judgements.yaml', 'other than their author had approved them.', 'fact');
  await append('judgements.yaml', 'found no error in them.', 'response');
  await append('system/description.yaml', 'Customers remove the accounts of their own staff who leave.', 'user');
  const ran = await tickmark('examine', copy.folder, '--out', copy.out);
  expect([ran.exit, ran.exit === 0 ? '' : ran.err]).toEqual([0, '']);
  const printed = spawnSync('pdftotext', [join(copy.out, 'report.pdf'), '-'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  }).stdout;
  const unbroken = printed.replaceAll(/[\s\u200b\u00ad]+/g, '');
  for (const name of ['statement', 'completeness', 'fact', 'response', 'user']) {
    const found = new Set(unbroken.match(new RegExp(`${name}\\d{4}`, 'g')));
    expect([name, found.size]).toEqual([name, 1000]);
  }
});
