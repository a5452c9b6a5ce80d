/** An engagement of an organization with one of its own that nobody else has, and something in every state that is sent from. */
import { asMember } from '../../src/http/api/as-member.ts';
import { noteSignatureType } from '../../src/ledger/note.ts';
import type { Side } from '../../src/http/api/route.ts';
import { formatCard } from '../../src/exchange/card.ts';
import { actOnDocument, readDocument, sendDocument } from '../../src/exchange/documents.ts';
import { deliverSent, type Document } from '../../src/exchange/index.ts';
import { registers } from '../../src/registers/index.ts';
import { contentOf } from './samples.ts';
import type { Person, TestApi } from '../api.ts';

/** Its lead, and the code of an item of evidence of whichever of the two is the service organization. */
interface Party {
  readonly id: string;
  readonly side: Side;
  readonly words: string;
  readonly lead: Person;
  readonly people?: ReadonlyMap<string, Person>;
}

let keyNumber = 0;

/**
 * own       the organization that is looked at; partner: of the other side, in nobody else's engagement
 * evidence  code of an item of the service organization
 * returns   codes in the own organization, by what may be done with them; what was shared are 4 and 15 in the engagement
 */
export async function seedCrossing(
  api: TestApi,
  own: Party,
  partner: Party,
  evidence: string,
): Promise<Record<string, string>> {
  const [management, firm] = own.side === 'firm' ? [partner, own] : [own, partner];
  const post = async (party: Party, path: string, body?: object): Promise<{ id: string; code: string }> => {
    const reply = await api.ask(party.lead, 'POST', `/organizations/${party.id}${path}`, {
      ...(body !== undefined && { body }),
      headers: { 'idempotency-key': `crossing-${(keyNumber += 1)}` },
    });
    if (reply.status >= 300) throw new Error(`${path}: ${reply.text}`);
    return reply.json;
  };
  const deliver = () => deliverSent(api.owner, api.options, { keys: api.keys }, registers);
  const title = `${own.words} engagement`;
  const proposal = { type: 'soc2-type1', periodEnd: '2026-09-30', title };
  const propose = async (from: Party, to: Party) =>
    (await post(from, '/exchange/engagements', { ...proposal, with: to.id })).id;
  const engagement = await propose(firm, management);
  await post(management, `/exchange/engagements/${engagement}/agree`);

  const draft = async (register: string): Promise<string> => {
    const definition = registers.find((one) => one.name === register);
    if (definition === undefined) throw new Error(`There is no ${register}.`);
    return (await post(firm, `/${register}`, { content: contentOf(definition, own.words) })).code;
  };
  const thread = async (register: 'requests' | 'findings'): Promise<{ firm: string; management: string }> => {
    const code = await draft(register);
    await post(firm, `/${register}/${code}/send`, { engagement });
    await deliver();
    const { json } = await api.ask(
      management.lead,
      'GET',
      `/organizations/${management.id}/received-${register}?sort=-code&limit=1`,
    );
    return { firm: code, management: json.items[0].code };
  };
  const answer = async (register: 'requests' | 'findings', code: string) => {
    const path = register === 'requests' ? 'answer' : 'respond';
    await post(management, `/received-${register}/${code}/${path}`, {
      text: `${own.words} said`,
      evidence: [evidence],
    });
    await deliver();
  };
  const things: Record<string, string> = { engagement, partner: partner.id };
  for (const register of ['requests', 'findings'] as const) {
    const name = register === 'requests' ? 'Request' : 'Finding';
    const keep = async (what: string, isAnswered: boolean) => {
      const made = await thread(register);
      if (isAnswered) await answer(register, made.management);
      things[`${what}${name}`] = made[own.side];
    };
    await keep('shared', true);
    await keep('recalled', true);
    await keep('accepted', true);
    await keep('returned', true);
    await keep('talked', false);
    await keep('open', false);
    await keep('open2', false);
    // Management has no draft to send: any code stands for one.
    things[`draft${name}`] = own.side === 'firm' ? await draft(register) : (things[`talked${name}`] ?? '');
  }
  // The firm shows no evidence; its role at that table must still have a row of its own to be looked at.
  const principal = {
    personId: firm.lead.id,
    name: '',
    email: '',
    organizationId: firm.id,
    side: 'firm' as const,
    roles: [],
    provedAt: null,
    scopes: null,
  };
  await asMember(api.options, principal, async ({ transaction }) => {
    await transaction.query(
      `INSERT INTO exchange.share (id, sent_id, number, from_id, to_id, blob, wrapped_key, sha256, size, media_type)
       SELECT gen_random_uuid(), sent.id, 1, sent.from_id, sent.to_id, shown.blob, shown.wrapped_key, shown.sha256, shown.size, shown.media_type
       FROM exchange.sent, exchange.share shown WHERE sent.engagement_id = $1 AND sent.sequence = 3 AND shown.from_id = sent.to_id LIMIT 1`,
      [engagement],
    );
  });
  // A document that waits for its signature, and one that has it.
  const sender = { ...principal, personId: firm.lead.id, name: 'Partner' };
  const document = async (subject: string): Promise<string> => {
    const letter: Document = {
      kind: 'engagement-letter',
      subject,
      title: `${own.words} letter`,
      version: 1,
      approved: null,
      sections: [{ heading: null, paragraphs: [`${own.words} is agreed`] }],
    };
    return (await asMember(api.options, sender, (asking) => sendDocument(asking, api, engagement, letter))).thread;
  };
  things['document'] = await document('1');
  things['signed'] = await document('2');
  const signatory = {
    ...principal,
    personId: management.lead.id,
    name: 'Signatory',
    organizationId: management.id,
    side: 'management' as const,
  };
  await asMember(api.options, signatory, async (asking) => {
    const { sha256: digest } = await readDocument(asking, api, engagement, things['signed'] ?? '');
    const signing = { digest, title: 'Chief executive' };
    const act = { kind: 'signature', text: null, signing } as const;
    return actOnDocument(asking, { keys: api.keys, advice: [] }, engagement, things['signed'] ?? '', act);
  });
  // What crosses for a file whose team the lead is not on.
  if (own.side === 'firm') {
    const hidden = await propose(firm, management);
    await post(management, `/exchange/engagements/${hidden}/agree`);
    const manager = own.people?.get('manager');
    if (manager === undefined) throw new Error('Nobody is the manager.');
    const ask = async (method: string, path: string, body: object): Promise<{ id: string }> => {
      const reply = await api.ask(manager, method, `/organizations/${own.id}/engagement-files${path}`, { body });
      if (reply.status >= 300) throw new Error(`${path}: ${reply.text}`);
      return reply.json;
    };
    const file = await ask('POST', '', { as: 'manager', content: {} });
    await ask('PUT', `/${file.id}/exchange`, { engagement: hidden });
    things['hiddenEngagement'] = hidden;
    things['hiddenFile'] = file.id;
  }
  // Each side writes in every table, so that there is an own row to be looked at.
  await propose(own, partner);
  things['proposed'] = await propose(partner, own);
  things['proposed2'] = await propose(partner, own);
  // A partner who is not here: what goes to them leaves as a file.
  const elsewhere = { name: 'Elsewhere', ...proposal };
  things['outside'] = (await post(own, '/exchange/outside', elsewhere)).id;
  // With an installation of their own, whose key was compared.
  const key = {
    name: 'elsewhere/organizations/1',
    type: noteSignatureType.ed25519,
    publicKey: new Uint8Array(32).fill(3),
  };
  things['card'] = formatCard({ key, engagement: partner.id });
  const card = { body: { card: things['card'] } };
  await api.ask(own.lead, 'PUT', `/organizations/${own.id}/exchange/engagements/${things['outside']}/partner`, card);
  await deliver();
  return things;
}
