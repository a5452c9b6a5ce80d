/** The bundle as hostile input: its shape held strictly before anything is believed. */
import { z } from 'zod';
import type { Json } from '../ledger/index.ts';
import { hops } from '../ledger/index.ts';
import type { Bundle } from './bundle.ts';

const n = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const base64 = z.string().regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
const digest64 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/); // 32 bytes
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string().max(10_000);
const json: z.ZodType<Json> = z.json();

export const bundleShape = z.strictObject({
  format: z.literal('tickmark-bundle/1'),
  producedBy: z.strictObject({ name: z.literal('Tickmark'), version: text }),
  specimen: z.boolean(),
  engagement: z.strictObject({
    id: text,
    type: z.enum(['type1', 'type2']),
    organization: text,
    firm: text,
    periodStart: day.nullable(),
    periodEnd: day.nullable(),
    asOf: day.nullable(),
    reportDate: day,
  }),
  opinion: z.enum(['unmodified', 'qualified', 'adverse', 'disclaimer']),
  log: z.strictObject({ origin: text, key: text, checkpoint: text }),
  keys: z
    .array(
      z.strictObject({
        role: text,
        name: text,
        algorithm: z.enum(['ed25519', 'x509-ecdsa-p256']),
        publicKey: base64,
        custody: z.enum(['person', 'installation']),
      }),
    )
    .min(1)
    .max(1000),
  entries: z
    .array(
      z.strictObject({
        index: n,
        header: z.strictObject({ hop: z.enum(hops), inputs: z.array(n) }),
        body: digest64,
        proof: z.array(digest64).max(64),
      }),
    )
    .min(1),
  opened: z
    .array(z.strictObject({ index: n, salt: digest64, envelope: z.string() }))
    .min(1)
    .max(10),
  claims: z.array(z.strictObject({ id: z.string().min(1).max(500), salt: digest64, value: json })).min(1),
  draws: z.array(
    z.strictObject({
      procedure: text,
      entry: n,
      method: z.enum(['random', 'systematic', 'stratified']),
      seed: text,
      population: z.strictObject({ size: n, root: hex }),
      size: n,
      reserves: n,
      strata: z.array(z.strictObject({ key: z.string(), positions: z.union([z.literal('all'), z.array(n)]) })),
      selected: z.array(z.strictObject({ position: n, leaf: digest64, proof: z.array(digest64).max(64) })),
      reserved: z.array(n),
    }),
  ),
  report: json,
  signature: base64,
}) satisfies z.ZodType<Bundle>;
