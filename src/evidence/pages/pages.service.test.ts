import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, onTestFinished, test } from 'vitest';
import { openCompany } from '../../../test/evidence.ts';
import { drawPage as drawRead } from './page-apart.ts';

const drawPage = (pdf: Buffer, page: number) => drawRead(() => Promise.resolve(pdf), page);

/** Pages of so many points, each with its own drawing. */
function pdfOf(pages: readonly { readonly size: readonly [number, number]; readonly drawing: string }[]): Buffer {
  return fileOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${3 + 2 * index} 0 R`).join(' ')}] >>`,
    ...pages.flatMap(({ size, drawing }, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size.join(' ')}] /Contents ${4 + 2 * index} 0 R >>`,
      `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    ]),
  ]);
}

/** The first object is the catalog. */
function fileOf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const lines = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

const red = { size: [300, 400], drawing: '1 0 0 rg 0 0 150 400 re f' } as const;
const blank = { size: [300, 400], drawing: '' } as const;

test('a page is drawn as it looks, in a size that is bounded', async () => {
  const drawn = await drawPage(pdfOf([blank, red]), 2);
  expect([drawn.pages, drawn.width, drawn.height]).toEqual([2, 900, 1200]);
  const { data, channels, width } = decode(Buffer.from(drawn.png, 'base64'));
  const at = (x: number, y: number) => [...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3)];
  expect([at(100, 600), at(800, 600)]).toEqual([
    [255, 0, 0],
    [255, 255, 255],
  ]);
  for (const size of [
    [14_400, 14_400],
    [1, 14_400],
    [14_400, 1],
    [2_000_000_000, 2_000_000_000],
  ] as const) {
    const large = await drawPage(pdfOf([{ size, drawing: '' }]), 1);
    expect([size, large.width <= 1_200, large.height <= 1_800, large.width * large.height > 0]).toEqual([
      size,
      true,
      true,
      true,
    ]);
  }
});

test('what was filled into a form is seen, and a page that is not there does not pass for an empty one', async () => {
  const form = fileOf([
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Annots [4 0 R] >>',
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (filled) /F 4 /Rect [0 0 150 400] /P 3 0 R /AP << /N 5 0 R >> >>',
    '<< /Type /XObject /Subtype /Form /BBox [0 0 150 400] /Length 26 >>\nstream\n0 0 0 rg 0 0 150 400 re f  \nendstream',
  ]);
  const drawn = decode(Buffer.from((await drawPage(form, 1)).png, 'base64'));
  const dark = (x: number, y: number) => Number(drawn.data[(y * drawn.width + x) * drawn.channels]) < 128;
  expect([dark(100, 600), dark(800, 600)]).toEqual([true, false]);
  const missing = fileOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1 /Kids [9 0 R] >>']);
  await expect(drawPage(missing, 1)).rejects.toMatchObject({ message: 'The PDF cannot be shown: it is broken.' });
});

test('a file that is broken, locked, no PDF or too much to draw is refused in words', async () => {
  const whole = pdfOf([red]);
  for (const bytes of [whole.subarray(0, 60), Buffer.from('%PDF-1.7\n'), Buffer.from('no PDF'), Buffer.alloc(0)]) {
    await expect(drawPage(bytes, 1)).rejects.toMatchObject({
      code: 'conflict',
      message: 'The PDF cannot be shown: it is broken.',
    });
  }
  await expect(drawPage(whole, 2)).rejects.toMatchObject({
    code: 'not-found',
    message: 'There is no such page: it has 1.',
  });
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-pages-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const [from, to] = [join(folder, 'from.pdf'), join(folder, 'to.pdf')];
  await writeFile(from, whole);
  expect(spawnSync('qpdf', ['--encrypt', 'secret', 'secret', '256', '--', from, to]).status).toBe(0);
  await expect(drawPage(await readFile(to), 1)).rejects.toMatchObject({
    code: 'conflict',
    message: 'The PDF is locked.',
  });
  // A drawing without end: the process is ended, and nobody waits longer than its time.
  const endless = { size: [300, 400], drawing: '0 0 300 400 re f\n'.repeat(1_000_000) } as const;
  const began = Date.now();
  await drawPage(pdfOf([endless]), 1).catch((error: unknown) => expect(Object(error).code).toBe('conflict'));
  expect(Date.now() - began).toBeLessThan(40_000);
});

test('every page that is looked at is on record; what is no PDF, is recalled or lies elsewhere is not drawn', async () => {
  const { api, lead, base, add, organization } = await openCompany();
  const { code, id } = (await add(pdfOf([blank, red]), { name: 'Diagram.pdf' })).json;
  const looked = await api.ask(lead, 'GET', `${base}/evidence/${code}/pages/1`);
  expect([looked.status, looked.json.pages, looked.json.width]).toEqual([200, 2, 900]);
  const { rows } = await api.owner.query<{ envelope: string }>(
    'SELECT envelope FROM ledger.opening ORDER BY origin, idx',
  );
  const last = JSON.parse(Buffer.from(JSON.parse(rows.at(-1)?.envelope ?? '').payload, 'base64').toString());
  expect(last.predicate.body).toMatchObject({ event: 'previewed', evidence: id, page: 1 });
  expect((await api.ask(lead, 'GET', `${base}/evidence/${code}/pages/3`)).status).toBe(404);
  expect((await api.ask(lead, 'GET', `${base}/evidence/${code}/pages/0`)).status).toBe(404);
  const text = (await add('person,left\n', { name: 'people.csv' })).json;
  const other = await api.ask(lead, 'GET', `${base}/evidence/${text.code}/pages/1`);
  expect([other.status, other.json.detail]).toEqual([409, `${text.code} is no PDF.`]);
  const foreign = await api.addPerson(await api.addOrganization('service-organization', 'Other'), lead.roles);
  const theirs = `/organizations/${foreign.organization}/evidence/${id}/pages/1`;
  expect((await api.ask(foreign, 'GET', theirs)).status).toBe(404);
  expect(organization).not.toBe(foreign.organization);
  const recalled = { body: { state: 'recalled', why: 'Wrong file' }, headers: { 'if-match': '"v1"' } };
  expect((await api.ask(lead, 'PATCH', `${base}/evidence/${code}`, recalled)).status).toBe(200);
  expect((await api.ask(lead, 'GET', `${base}/evidence/${code}/pages/1`)).status).toBe(409);
});
