/** The inclusive method from the folder to the pages: a subservice organization's controls are examined and its management asserts. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engagementCopy, namesIn, objectOf, tickmark } from './examine-folder.ts';

const assertion = `  assertion:
    date: '2024-08-27'
    signatory: { name: P. Quill (sample), title: Head of Hosting }
    basis: a quarterly review of entry records by people who do not keep the doors
`;

/** The tiny engagement with its host examined too: the host's control and what R-SCO-07 asks of it. */
async function inclusive(given: string): ReturnType<typeof engagementCopy> {
  const copy = await engagementCopy();
  await copy.edit('system/description.yaml', (text) =>
    text
      .replace(
        / {2}method: carve-out\n {2}criteriaIds: \[CC6\.4\]\n {2}csocs:\n(?: {2}- .*\n(?: {4}.*\n)*)/,
        (found) => {
          expect(found).toContain('CS-A');
          return `  method: inclusive\n  criteriaIds: [CC6.4]\n  independentOf: true\n  representationAgreed: true\n  assertionId: E-02\n${given}`;
        },
      )
      .replace('Basalt Hosting (carve-out, not examined)', 'Basalt Hosting')
      .replace('zone: carved-out', 'zone: inside'),
  );
  await copy.edit('controls.yaml', (text) =>
    text.replace('owner: Head of Operations', 'owner: Head of Operations\n    organization: SO-1'),
  );
  return copy;
}

test('the second organization’s assertion stands in the report, and its controls bear its name (R-SCO-07)', async () => {
  const { folder, out } = await inclusive(assertion);
  const ran = await tickmark('examine', folder, '--out', out, '--json');
  expect([ran.exit, ran.exit === 0 ? '' : ran.out + ran.err]).toEqual([0, '']);
  const pages = spawnSync('pdftotext', ['-raw', join(out, 'report.pdf'), '-'], { encoding: 'utf8' }).stdout;
  const words = pages.replaceAll(/\u00ad\s*/g, '').replaceAll(/\s+/g, ' ');
  expect(words).toContain('Assertion of the management of Basalt Hosting (fictional) on its part of the');
  expect(words).toContain('a quarterly review of entry records by people who do not keep the doors');
  expect(words).toContain('P. Quill (sample) Head of Hosting, Basalt Hosting (fictional)');
  expect(words).toContain('OWN-04 Basalt Hosting (fictional): Access and incidents are handled by procedure');
  expect((await tickmark('verify', join(out, 'report.pdf'))).exit).toBe(0);
});

test('without that assertion the folder is refused with its line, and nothing is written (R-SCO-07)', async () => {
  const { folder, out } = await inclusive('');
  const ran = await tickmark('examine', folder, '--out', out, '--json');
  expect(ran.exit).toBe(2);
  expect(objectOf(ran)).toHaveProperty('error.problems', [
    {
      code: 'assertion-missing',
      subject: 'system/description.yaml:112',
      sentence:
        'system/description.yaml, line 112: SO-1 (Basalt Hosting (fictional)) is inclusive, and the assertion of its own management is missing.',
      source: 'R-SCO-07',
    },
  ]);
  expect(await namesIn(out)).toBeNull();
});
