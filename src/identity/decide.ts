/** Decisions: who may do what, by the Cedar policies in `policies/`. Default deny; a `forbid` wins over every `permit`. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';

const cedar: typeof CedarModule = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');
const folder = new URL('./policies/', import.meta.url);

/** One policy file as it stands, for the page that shows them. */
export interface PolicyFile {
  readonly name: string;
  readonly text: string;
}

/**
 * part  what of the organization it is about: a register's name, `members`, `tokens`, `evidence`, …
 * side  side the part belongs to
 */
export interface Question {
  readonly principal: {
    readonly personId: string;
    readonly organizationId: string;
    readonly side: string;
    readonly roles: readonly string[];
    readonly scopes: readonly string[] | null;
    /** deployment mode of the installation; left out: it makes no difference */
    readonly mode?: string;
  };
  readonly action: string;
  readonly part: string;
  readonly side: string;
  readonly organizationId: string;
}

/** policies: names of the policies that decided, from their `@id`. */
export interface Decision {
  readonly allowed: boolean;
  readonly policies: readonly string[];
}

export interface Decider {
  readonly files: readonly PolicyFile[];
  decide(question: Question): Decision;
}

/** Reads and checks the policies once. Throws when they do not parse or do not fit their schema: nothing is served then. */
export function openDecider(files: readonly PolicyFile[] = readPolicies()): Decider {
  const schema = readFileSync(new URL('wall.cedarschema', folder), 'utf8');
  const text = files.map((file) => file.text).join('\n');
  const checked = cedar.validate({
    validationSettings: { mode: 'strict' },
    schema,
    policies: { staticPolicies: text },
  });
  if (checked.type === 'failure') throw new Error(checked.errors.map((error) => error.message).join('; '));
  const wrong = checked.validationErrors.map((error) => `${error.policyId}: ${error.error.message}`);
  if (wrong.length > 0) throw new Error(`The policies do not fit their schema: ${wrong.join('; ')}`);
  const name = `policies-${opened++}`;
  const parsed = cedar.preparsePolicySet(name, { staticPolicies: policiesByName(text) });
  if (parsed.type === 'failure') throw new Error(parsed.errors.map((error) => error.message).join('; '));
  return { files, decide: (question) => decideBy(name, question) };
}
let opened = 0;

function decideBy(name: string, question: Question): Decision {
  const { principal } = question;
  const person = { type: 'Tickmark::Person', id: principal.personId };
  const part = { type: 'Tickmark::Part', id: question.part };
  const answer = cedar.statefulIsAuthorized({
    principal: person,
    action: { type: 'Tickmark::Action', id: question.action },
    resource: part,
    context: {},
    preparsedPolicySetId: name,
    entities: [
      {
        uid: person,
        attrs: {
          organization: principal.organizationId,
          side: principal.side,
          roles: [...principal.roles],
          byToken: principal.scopes !== null,
          scopes: [...(principal.scopes ?? [])],
          mode: principal.mode ?? 'neutral-hosted',
        },
        parents: [],
      },
      {
        uid: part,
        attrs: {
          name: question.part,
          organization: question.organizationId,
          side: question.side,
          scope: `${question.part}:${question.action}`,
        },
        parents: [],
      },
    ],
  });
  if (answer.type === 'failure') throw new Error(answer.errors.map((error) => error.message).join('; '));
  const { decision, diagnostics } = answer.response;
  // A policy that could not be evaluated decides nothing, and nothing is decided without it.
  if (diagnostics.errors.length > 0) return { allowed: false, policies: diagnostics.errors.map((one) => one.policyId) };
  return { allowed: decision === 'allow', policies: diagnostics.reason };
}

function readPolicies(): PolicyFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.cedar'))
    .toSorted();
  return names.map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}

/** Each policy under the name in its `@id`. */
function policiesByName(text: string): Record<string, string> {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') throw new Error(parts.errors.map((error) => error.message).join('; '));
  const named = parts.policies.map((policy): [string, string] => {
    const id = /@id\("([^"]+)"\)/.exec(policy)?.[1];
    if (id === undefined) throw new Error(`A policy has no @id: ${policy.slice(0, 80)}`);
    return [id, policy];
  });
  if (new Set(named.map(([id]) => id)).size !== named.length) throw new Error('Two policies have the same @id.');
  return Object.fromEntries(named);
}
