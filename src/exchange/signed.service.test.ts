import { expect, test } from 'vitest';
import { alone, filled, leavers, limits, tableOf } from '../../test/outside.ts';
import { readZip, writeZip, type ZipFile } from '../adapters/xlsx/zip.ts';
import { canonicalJson, ed25519PublicKey, ed25519Sign, signEnvelope, toBase64, utf8 } from '../ledger/index.ts';
import { packagePayload } from './signature.ts';

type Side = Awaited<ReturnType<typeof alone>>;

/** Two installations of one engagement whose people compared the keys; what was stated is in their logs. */
async function paired(): Promise<{ readonly company: Side; readonly firm: Side }> {
  const [company, firm] = [await alone('management'), await alone('firm')];
  const cards = [await company.own(), await firm.own()];
  const confirmed = [await company.confirm(cards[1].card), await firm.confirm(cards[0].card)];
  expect(confirmed.map((one) => one.json.partner.fingerprint)).toEqual([cards[1].fingerprint, cards[0].fingerprint]);
  for (const { api } of [company, firm]) await api.recorder.integrate();
  return { company, firm };
}

/** What stands in a log becomes a checkpoint every few seconds; here now. */
async function give(side: Side): Promise<Buffer> {
  await side.api.recorder.integrate();
  return side.give();
}

async function changed(bytes: Buffer, change: (files: Map<string, Buffer>) => void): Promise<Buffer> {
  const files = new Map(await readZip(bytes, limits));
  change(files);
  return writeZip([...files].map(([name, file]): ZipFile => ({ name, bytes: file })));
}

test('between two installations a request and its answer go by signed files, and each log is a witness of the other', async () => {
  const { company, firm } = await paired();
  const code = await firm.request();
  await firm.deliver();
  const asked = await give(firm);
  expect((await company.preview(asked)).json).toMatchObject({ rows: [{ does: 'request', problems: [] }] });
  const taken = await company.take(asked);
  expect([taken.status, taken.json.signed > 0]).toEqual([200, true]);
  await company.deliver();
  const received = (await company.ask('/received-requests')).json.items[0];
  expect(received.content).toMatchObject({ title: 'List of leavers', asks: 'All who left in the period.' });

  const item = await company.add(leavers, { name: 'leavers.csv' });
  const answered = await company.post(`/received-requests/${received.code}/answer`, {
    text: 'One left.',
    evidence: [item.json.code],
  });
  expect(answered.status).toBe(200);
  await company.deliver();
  expect((await firm.take(await give(company))).status).toBe(200);
  await firm.deliver();
  expect((await firm.ask(`/requests/${code}`)).json.state).toBe('answered');
  expect((await firm.post(`/requests/${code}/accept`, {})).status).toBe(200);
  await firm.deliver();
  const decided = await give(firm);
  expect((await company.take(decided)).json.rows).toMatchObject([{ does: 'acceptance' }]);
  await company.deliver();
  expect((await company.ask(`/received-requests/${received.code}`)).json.state).toBe('accepted');
  const { partner } = (await company.ask(`/exchange/engagements/${company.engagement}/partner`)).json;
  expect(partner.held).toBeGreaterThan(taken.json.signed);
  // Once more does nothing, an older one is refused: what was decided since would be unsaid.
  expect((await company.take(decided)).json.rows).toMatchObject([{ does: null }]);
  const older = await company.take(asked);
  expect([older.status, older.json.detail]).toEqual([422, 'It is older than what was taken in before.']);
});

test('of a partner whose key is confirmed nothing is taken in that they did not sign', async () => {
  const { company, firm } = await paired();
  await firm.request();
  const asked = await give(firm);
  const [row] = await tableOf(asked);
  const refused = async (bytes: Buffer, sentence: string) => {
    for (const reply of [await company.preview(bytes), await company.take(bytes)]) {
      expect([reply.status, reply.json.detail]).toEqual([422, sentence]);
    }
  };
  const unsigned = 'It is not signed, and this partner signs what they send.';
  await refused(filled([{ ...row, Title: 'Another list' }]), unsigned);
  await refused(await changed(asked, (files) => files.delete('signature.json')), unsigned);
  await refused(await changed(asked, (files) => files.delete('manifest.json')), unsigned);
  const other = (await readZip(filled([{ ...row, Title: 'Another list' }]), limits)).get('exchange.xlsx');
  await refused(
    await changed(asked, (files) => files.set('exchange.xlsx', other ?? Buffer.alloc(0))),
    'exchange.xlsx is not the file the manifest names.',
  );
  await refused(
    await changed(asked, (files) => files.set('evidence/more.csv', leavers)),
    'evidence/more.csv is not in the manifest.',
  );
  await refused(
    await changed(asked, (files) =>
      files.set('manifest.json', Buffer.concat([files.get('manifest.json') ?? leavers, Buffer.from(' ')])),
    ),
    'It was signed for other files.',
  );
  await refused(await changed(asked, (files) => files.set('signature.json', Buffer.from('{}'))), 'It cannot be read.');
  await refused(
    await changed(asked, (files) => files.set('signature.json', Buffer.alloc(300_000, '{'))),
    'The signature is too long to be one.',
  );
  // Signed for this engagement by somebody else, by name and address right.
  const seed = new Uint8Array(32).fill(9);
  const stranger = {
    role: 'installation',
    name: 'Tickmark installation',
    custody: 'installation' as const,
    publicKey: ed25519PublicKey(seed),
    sign: (message: Uint8Array) => ed25519Sign(seed, message),
  };
  const envelope = JSON.parse((await readZip(asked, limits)).get('signature.json')?.toString('utf8') ?? '{}');
  const again = await signEnvelope(packagePayload, Buffer.from(envelope.payload, 'base64'), [stranger]);
  await refused(
    await changed(asked, (files) => files.set('signature.json', Buffer.from(again))),
    'It is not signed by the key of this partner.',
  );
  expect((await company.ask('/received-requests')).json.total).toBe(0);
  expect((await company.take(asked)).status).toBe(200);
});

test('a partner whose log was written anew, or is an older copy, is told apart from the one that was seen', async () => {
  const { company, firm } = await paired();
  await firm.request();
  expect((await company.take(await give(firm))).status).toBe(200);
  const sign = async (change: (statement: Record<string, unknown>) => void): Promise<Buffer> => {
    await firm.api.recorder.integrate();
    const given = await firm.give();
    const envelope = JSON.parse((await readZip(given, limits)).get('signature.json')?.toString('utf8') ?? '{}');
    const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'));
    change(statement);
    const text = await firm.api.recorder.sign(packagePayload, utf8(canonicalJson(statement)));
    return changed(given, (files) => files.set('signature.json', Buffer.from(text)));
  };
  const said = async (bytes: Buffer): Promise<string> => (await company.take(bytes)).json.detail;
  const { held } = (await company.ask(`/exchange/engagements/${company.engagement}/partner`)).json.partner;
  const none = toBase64(new Uint8Array(32));
  expect(await said(await sign((statement) => (statement['checkpoint'] = null)))).toBe(
    `Their log had ${held} entries before and has fewer now: it is not the log that was seen before.`,
  );
  expect(await said(await sign((statement) => (statement['since'] = [])))).toMatch(
    /^It does not prove that their log begins with/,
  );
  expect(await said(await sign((statement) => (statement['since'] = [{ size: held, proof: [none] }])))).toBe(
    `Their log does not begin with the ${held} entries seen before: it was written anew.`,
  );
  expect(await said(await sign((statement) => (statement['held'] = { size: 1, root: none })))).toMatch(
    /^They were shown 1 entries of the log here, and it does not begin with those/,
  );
  expect(await said(await sign((statement) => (statement['engagement'] = company.engagement)))).toBe(
    'It was signed for another engagement.',
  );
  expect((await company.take(await sign(() => undefined))).status).toBe(200);
});

test('files that never arrived are no end: a file of theirs says what they hold, and the next one proves it', async () => {
  const { company, firm } = await paired();
  await firm.request();
  expect((await company.take(await give(firm))).status).toBe(200);
  // The second is held, and twenty more are lost on the way.
  await firm.request();
  expect((await company.take(await give(firm))).status).toBe(200);
  for (let lost = 0; lost < 20; lost += 1) await give(firm);
  const late = await company.take(await give(firm));
  expect([late.status, late.json.detail]).toEqual([
    422,
    expect.stringMatching(/Give them a new file of yours, and ask for one made after it\.$/),
  ]);
  expect((await firm.take(await give(company))).status).toBe(200);
  for (let lost = 0; lost < 20; lost += 1) await give(firm);
  expect((await company.take(await give(firm))).status).toBe(200);
});

test('a card is a partner’s and whole, or it is refused; without one files say that nothing shows who wrote them', async () => {
  const [company, firm] = [await alone('management'), await alone('firm')];
  const { card } = await company.own();
  expect((await company.confirm(card)).json.detail).toBe(
    'This is the card of this installation, which is for the partner.',
  );
  for (const wrong of [
    'tickmark-partner/1',
    card.slice(0, -1),
    card.replace('/1 ', '/2 '),
    `${card} more`,
    card.replace('+', '-'),
  ]) {
    expect([wrong, (await company.confirm(wrong)).status]).toEqual([wrong, 422]);
  }
  await firm.request();
  const [row] = await tableOf(await firm.give());
  expect((await company.preview(filled([{ ...row }]))).json.signed).toBeNull();
  const foreign = await company.preview(await firm.give());
  expect(foreign.json.detail).toMatch(/exchange cards first/);
});
