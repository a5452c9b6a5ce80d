import type { KmsPlace } from '../adapters/blobs/kms.ts';
import { Refusal } from '../refusal.ts';
import type { Side } from '../sealing.ts';

/**
 * Which key-management service holds the keys of a side: `TICKMARK_KMS_MANAGEMENT`, `TICKMARK_KMS_FIRM` as
 * `aws-kms:KEY?region=…&endpoint=https://…`, with credentials of the side's own (`…_KEY_ID`, `…_SECRET`) or those of AWS_….
 * Sides without one are left out.
 * refuses  setting
 */
export function readKmsSettings(environment: NodeJS.ProcessEnv): Partial<Record<Side, KmsPlace>> {
  const places: Partial<Record<Side, KmsPlace>> = {};
  for (const side of ['management', 'firm'] as const) {
    const place = placeOf(environment, `TICKMARK_KMS_${side.toUpperCase()}`);
    if (place !== null) places[side] = place;
  }
  return places;
}

function placeOf(environment: NodeJS.ProcessEnv, name: string): KmsPlace | null {
  const text = environment[name] ?? '';
  if (text === '') return null;
  const wrong = (why: string) => new Refusal('setting', `${name} ${why}.`);
  const [, keyId, query = ''] = /^aws-kms:([A-Za-z0-9:/_-]{1,2048})(?:\?(.*))?$/.exec(text) ?? [];
  if (keyId === undefined) throw wrong('is not an address such as aws-kms:alias/tickmark?region=eu-central-1');
  const parameters = new URLSearchParams(query);
  const known = ['endpoint', 'region'];
  const other = [...parameters.keys()].find((one) => !known.includes(one));
  if (other !== undefined) throw wrong(`does not know "${other}"; it knows ${known.join(', ')}`);
  const endpoint = parameters.get('endpoint');
  if (endpoint !== null && !/^https:\/\/[^/?#@]+\/?$|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/.test(endpoint))
    throw wrong('names an endpoint that is not an address such as https://kms.example.com');
  const own = environment[`${name}_KEY_ID`];
  const [id, secret] = own
    ? [own, environment[`${name}_SECRET`]]
    : [environment['AWS_ACCESS_KEY_ID'], environment['AWS_SECRET_ACCESS_KEY']];
  if (!id || !secret)
    throw wrong(`needs ${name}_KEY_ID and ${name}_SECRET, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`);
  return {
    keyId,
    endpoint,
    region:
      parameters.get('region') ??
      (/^arn:[a-z-]+:kms:([a-z0-9-]+):/.exec(keyId)?.[1] || environment['AWS_REGION'] || 'us-east-1'),
    credentials: { id, secret, session: own ? null : environment['AWS_SESSION_TOKEN'] || null },
  };
}
