import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { addMembership, createOrganization, createPerson } from './joining.ts';
import { identityRoutes } from './routes.ts';
import { tokenHash } from './session-token.ts';

const password = 'correct horse battery';
const at = () => new Date().toISOString();

async function open() {
  const made: IdentityDependencies[] = [];
  const api = await openTestApi(({ owner }) => {
    const dependencies = {
      database: owner,
      key: Buffer.alloc(32, 7),
      newId: () => randomUUID(),
      name: 'Tickmark',
      url: 'http://localhost:8787',
      sendsMail: false,
    };
    made.push(dependencies);
    return identityRoutes(dependencies);
  });
  const [identity] = made;
  if (identity === undefined) throw new Error('The routes were not asked for.');
  const person = async () => {
    const email = `${randomUUID()}@example.org`;
    const { id } = await createPerson(identity, { name: 'Ada Lovelace', email, password, at: at() });
    return { id, email };
  };
  const company = await createOrganization(identity, { kind: 'service-organization', name: 'Northline', at: at() });
  const firm = await createOrganization(identity, { kind: 'firm', name: 'Quill', at: at() });
  const join = (personId: string, organizationId: string, roles: readonly string[]) =>
    addMembership(identity, { organizationId, personId, roles, at: at() });
  return { api, person, company: company.id, firm: firm.id, join };
}

const wall = { code: 'conflict', problems: [{ source: 'R-WALL-01' }] };

test('R-WALL-01: whoever is in a firm joins no service organization, and the other way round', async () => {
  const { person, company, firm, join } = await open();
  const [auditor, owner] = [await person(), await person()];
  await join(auditor.id, firm, ['senior']);
  await expect(join(auditor.id, company, ['contributor'])).rejects.toMatchObject(wall);
  await join(owner.id, company, ['contributor']);
  await expect(join(owner.id, firm, ['staff'])).rejects.toMatchObject(wall);
});

test('R-WALL-01: whoever left one side may join the other, and then not come back', async () => {
  const { api, person, company, firm, join } = await open();
  const { id } = await person();
  await join(id, company, ['contributor']);
  const state = (to: string) =>
    api.owner.query('UPDATE identity.membership SET state = $2 WHERE person_id = $1 AND organization_id = $3', [
      id,
      to,
      company,
    ]);
  await state('suspended');
  await expect(join(id, firm, ['staff'])).rejects.toMatchObject(wall);
  await state('left');
  await join(id, firm, ['staff']);
  await expect(join(id, company, ['contributor'])).rejects.toMatchObject(wall);
  await expect(state('active')).rejects.toThrow('the other side of the wall');
});

test('R-WALL-01: of two memberships on both sides made at once one is refused', async () => {
  const { person, company, firm, join } = await open();
  for (let round = 0; round < 5; round += 1) {
    const { id } = await person();
    const both = await Promise.allSettled([join(id, company, ['contributor']), join(id, firm, ['staff'])]);
    expect(both.filter((one) => one.status === 'fulfilled').length).toBe(1);
  }
});

test('R-WALL-01: an invitation over the wall is refused, opens no session, and waits to be withdrawn', async () => {
  const { api, person, company, firm, join } = await open();
  const auditor = await person();
  await join(auditor.id, firm, ['senior']);
  const lead = await api.addPerson(company, ['compliance-manager']);
  const token = randomBytes(32).toString('base64url');
  await api.owner.query(
    `INSERT INTO identity.invitation (id, token_hash, organization_id, email, roles, invited_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, '{contributor}', $5, now(), now() + interval '1 day')`,
    [randomUUID(), tokenHash(token), company, auditor.email, lead.id],
  );
  const reply = await api.ask(null, 'POST', `/auth/invitations/${token}`, { body: { name: 'Ada', password } });
  expect([reply.status, reply.json.errors[0].source]).toEqual([409, 'R-WALL-01']);
  expect(reply.headers['set-cookie']).toBeUndefined();
  const { rows } = await api.owner.query('SELECT state FROM identity.membership WHERE person_id = $1', [auditor.id]);
  expect(rows).toEqual([{ state: 'active' }]);
});

test('R-WALL-01: a membership that ended by itself does not count', async () => {
  const { api, person, company, firm, join } = await open();
  const { id } = await person();
  await join(id, firm, ['staff']);
  await api.owner.query(`UPDATE identity.membership SET until = now() - interval '1 second' WHERE person_id = $1`, [
    id,
  ]);
  await join(id, company, ['contributor']);
});
