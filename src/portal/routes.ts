import { z } from 'zod';
import { type EvidenceParts } from '../evidence/index.ts';
import { longRoute, memberRoute, type Route } from '../http/api/route.ts';
import type { IdentityDependencies } from '../identity/index.ts';
import { keepAsEvidence, listReadings, readReading, remind } from './readings.ts';
import { mostQuestions } from './rules.ts';
import { acknowledge, readPortal } from './service.ts';

const base = '/organizations/{organizationId}';
const organization = z.object({ organizationId: z.uuid() });
const one = z.object({ organizationId: z.uuid(), id: z.uuid() });
const acknowledged = z
  .object({
    version: z.int(),
    at: z.string(),
    receipt: z.object({ index: z.int(), digest: z.string() }),
  })
  .nullable();
const named = z.object({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  version: z.int(),
  readUntil: z.string().nullable(),
});
const toRead = named.extend({
  text: z.string(),
  questions: z.array(z.string()),
  effectiveFrom: z.string().nullable(),
  acknowledged,
});
const answer = z.string().trim().min(1).max(1_000);

/** Every route of the portal: management's alone. The portal is every member's, who has read what is the programme's. */
export function portalRoutes(
  evidence: EvidenceParts,
  identity: Pick<IdentityDependencies, 'key' | 'newId' | 'url'>,
): readonly Route[] {
  const { keys } = evidence;
  return [
    memberRoute({
      id: 'portal.read',
      method: 'GET',
      path: `${base}/portal`,
      summary: 'Texts in force that whoever asks must have read, and whether they have',
      sides: ['management'],
      action: 'read',
      part: 'portal',
      receipt: false,
      params: organization,
      answer: z.object({ items: z.array(toRead) }),
      handle: async (asking) => ({ body: { items: (await readPortal(asking, keys)).map(copy) } }),
    }),
    memberRoute({
      id: 'portal.acknowledge',
      method: 'POST',
      path: `${base}/portal/policies/{id}/acknowledgement`,
      summary: 'Acknowledge a policy as it was read: the version in If-Match',
      sides: ['management'],
      action: 'answer',
      part: 'portal',
      receipt: true,
      ifMatch: true,
      params: one,
      answer: toRead,
      handle: async (asking, { params, version }) => ({
        body: copy(await acknowledge(asking, keys, { id: params.id, version, answers: [] })),
      }),
    }),
    memberRoute({
      id: 'portal.answer',
      method: 'POST',
      path: `${base}/portal/questionnaires/{id}/answers`,
      summary: 'Answer a questionnaire as it was read: the version in If-Match',
      sides: ['management'],
      action: 'answer',
      part: 'portal',
      receipt: true,
      ifMatch: true,
      params: one,
      body: z.strictObject({ answers: z.array(answer).min(1).max(mostQuestions) }),
      answer: toRead,
      handle: async (asking, { params, version, body }) => ({
        body: copy(await acknowledge(asking, keys, { id: params.id, version, answers: body.answers })),
      }),
    }),
    memberRoute({
      id: 'acknowledgements.list',
      method: 'GET',
      path: `${base}/acknowledgements`,
      summary: 'Texts in force, and how many of those who must read them have',
      sides: ['management'],
      action: 'read',
      part: 'policies',
      receipt: false,
      params: organization,
      answer: z.object({
        items: z.array(named.extend({ people: z.int(), read: z.int(), reminded: z.string().nullable() })),
      }),
      handle: async (asking) => ({ body: { items: [...(await listReadings(asking, keys))] } }),
    }),
    memberRoute({
      id: 'acknowledgements.read',
      method: 'GET',
      path: `${base}/acknowledgements/{id}`,
      summary: 'Who must read a text, who has, and what they answered',
      sides: ['management'],
      action: 'read',
      part: 'policies',
      receipt: false,
      params: one,
      answer: named.extend({
        questions: z.array(z.string()),
        people: z.array(
          z.object({ personId: z.uuid(), name: z.string(), acknowledged, answers: z.array(z.string()).nullable() }),
        ),
      }),
      async handle(asking, { params }) {
        const { people, questions, ...reading } = await readReading(asking, keys, params.id);
        const copied = people.map((person) => ({
          ...person,
          answers: person.answers === null ? null : [...person.answers],
        }));
        return { body: { ...reading, questions: [...questions], people: copied } };
      },
    }),
    memberRoute({
      id: 'acknowledgements.remind',
      method: 'POST',
      path: `${base}/acknowledgements/{id}/reminders`,
      summary: 'Remind those who have not read a text by e-mail, once a day at most',
      sides: ['management'],
      action: 'share',
      part: 'policies',
      receipt: true,
      params: one,
      answer: z.object({ reminded: z.int() }),
      handle: async (asking, { params }) => ({ body: await remind(asking, keys, identity, params.id) }),
    }),
    longRoute({
      id: 'acknowledgements.keep',
      method: 'POST',
      path: `${base}/acknowledgements/{id}/evidence`,
      summary: 'Keep who has read a text as evidence (CSV), linked with the text and the records given',
      sides: ['management'],
      action: 'upload',
      part: 'policies',
      receipt: true,
      idempotent: true,
      status: 201,
      params: one,
      body: z.strictObject({ links: z.array(z.string().trim().min(1).max(40)).max(20).default([]) }),
      answer: z.object({ id: z.uuid(), code: z.string() }),
      async long(apart, { params, body, key }) {
        return { status: 201, body: await keepAsEvidence(apart, evidence, { id: params.id, links: body.links, key }) };
      },
    }),
  ];
}

function copy<T extends { readonly questions: readonly string[] }>(
  text: T,
): Omit<T, 'questions'> & { questions: string[] } {
  return { ...text, questions: [...text.questions] };
}
