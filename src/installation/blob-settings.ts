import { join } from 'node:path';
import { openBlobDirectory } from '../adapters/blobs/directory.ts';
import { openS3Blobs } from '../adapters/blobs/s3.ts';
import type { S3Place } from '../adapters/blobs/s3-client.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { Refusal } from '../refusal.ts';

/**
 * Where evidence lies: `TICKMARK_BLOBS` as `s3://bucket/prefix?endpoint=https://…&region=…&retain-days=…`, with the credentials of the
 * usual AWS_… variables; null: the data directory.
 * refuses  setting
 */
export function readBlobSettings(environment: NodeJS.ProcessEnv): S3Place | null {
  const text = environment['TICKMARK_BLOBS'] ?? '';
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const bucket = url?.hostname ?? '';
  if (url?.protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw refuse('is not an address such as s3://bucket/prefix?region=eu-central-1');
  const known = ['endpoint', 'region', 'retain-days'];
  const other = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (other !== undefined) throw refuse(`does not know "${other}"; it knows ${known.join(', ')}`);
  const endpoint = url.searchParams.get('endpoint');
  if (endpoint !== null && !/^https?:\/\/[^/?#@]+\/?$/.test(endpoint))
    throw refuse('names an endpoint that is not an address such as https://s3.example.com');
  const days = url.searchParams.get('retain-days');
  if (days !== null && !/^[1-9]\d{0,4}$/.test(days))
    throw refuse('has a retain-days that is not a number of days from 1');
  const prefix = url.pathname.replaceAll(/^\/+|\/+$/g, '');
  if (!/^[A-Za-z0-9._/-]*$/.test(prefix))
    throw refuse('has a prefix with other signs than letters, digits, . _ - and /');
  const [id, secret] = [environment['AWS_ACCESS_KEY_ID'], environment['AWS_SECRET_ACCESS_KEY']];
  if (!id || !secret) throw refuse('needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  return {
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint,
    region: url.searchParams.get('region') ?? (environment['AWS_REGION'] || 'us-east-1'),
    retainDays: days === null ? null : Number(days),
    credentials: { id, secret, session: environment['AWS_SESSION_TOKEN'] || null },
  };
}

/** The store of an installation's evidence, for commands beside the server. */
export async function openBlobs(settings: {
  readonly data: string;
  readonly blobs: S3Place | null;
}): Promise<BlobStore> {
  const folder = join(settings.data, 'evidence');
  if (settings.blobs === null) return openBlobDirectory(join(folder, 'blobs'));
  return openS3Blobs({ place: settings.blobs, spool: join(folder, 'spool') });
}

function refuse(why: string): Refusal {
  return new Refusal('setting', `TICKMARK_BLOBS ${why}.`);
}
