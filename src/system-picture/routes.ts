import { oneChunk } from '../one-chunk.ts';
import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { type Apart, longRoute, memberRoute, type Route } from '../http/api/route.ts';
import type { Register } from '../registers/index.ts';
import { recordCode } from '../registers/model.ts';
import { farthest, mostComponents } from './model.ts';
import { arrangePicture, readPicture } from './service.ts';
import { drawSvg, type PictureWords } from './svg.ts';

const base = '/organizations/{organizationId}/system-picture';
const params = z.object({ organizationId: z.uuid() });
const box = { x: z.int(), y: z.int(), width: z.int(), height: z.int() };
const relation = z.object({ from: z.string(), to: z.string(), field: z.string() });

const at = z.int().min(0).max(farthest);
const placesBody = z.strictObject({
  places: z
    .array(z.strictObject({ code: recordCode, x: at, y: at }))
    .max(mostComponents)
    .refine((places) => new Set(places.map(({ code }) => code)).size === places.length, {
      message: 'Each component stands in one place',
    }),
});

/** Every route of the picture of the system: management's alone, the firm is answered as if they did not exist. */
export function systemPictureRoutes(registers: readonly Register[], keys: OrganizationKeys): readonly Route[] {
  const about = { sides: ['management'], part: 'system-picture', params } as const;
  return [
    memberRoute({
      ...about,
      id: 'system-picture.read',
      method: 'GET',
      path: base,
      action: 'read',
      receipt: false,
      summary: 'The system as the registers describe it: components in their places, the boundary, relations',
      answer: z.object({
        version: z.int(),
        left: z.int(),
        width: z.int(),
        height: z.int(),
        boundary: z.object(box),
        nodes: z.array(
          z.object({
            ...box,
            register: z.string(),
            code: z.string(),
            title: z.string(),
            state: z.string(),
            standing: z.enum(['inside', 'outside', 'undecided', 'carve-out', 'inclusive']),
            moved: z.boolean(),
          }),
        ),
        relations: z.array(relation),
        dangling: z.array(relation),
      }),
      async handle(asking) {
        const picture = await readPicture(asking, keys);
        const { nodes, relations, dangling } = picture;
        return {
          body: { ...picture, nodes: [...nodes], relations: [...relations], dangling: [...dangling] },
          version: picture.version,
        };
      },
    }),
    memberRoute({
      ...about,
      id: 'system-picture.arrange',
      method: 'PUT',
      path: `${base}/places`,
      action: 'change',
      receipt: true,
      ifMatch: true,
      summary: 'Where components are put; none: laid out again. If-Match "v0" where nobody has put any',
      body: placesBody,
      answer: z.object({ version: z.int() }),
      async handle(asking, input) {
        const version = await arrangePicture(asking, keys, input.version, input.body.places);
        return { body: { version }, version };
      },
    }),
    longRoute({
      ...about,
      id: 'system-picture.export',
      method: 'GET',
      path: `${base}/picture.svg`,
      action: 'export',
      receipt: true,
      summary: 'The picture as an SVG file',
      async long(apart: Apart) {
        const picture = await apart.within(async (asking) => {
          await asking.state({
            hop: 'access',
            subject: { name: 'system-picture', sha256: '0'.repeat(64) },
            body: { event: 'exported' },
          });
          return await readPicture(asking, keys);
        });
        const parts = oneChunk(drawSvg(picture, wordsOf(registers)));
        return { stream: { type: 'image/svg+xml; charset=utf-8', name: 'system.svg', parts } };
      },
    }),
  ];
}

function wordsOf(registers: readonly Register[]): PictureWords {
  return {
    title: 'The system and its boundary',
    boundary: 'Boundary of the system',
    registers: Object.fromEntries(registers.map(({ name, one }) => [name, one])),
    standings: {
      inside: '',
      outside: 'outside',
      undecided: 'boundary not decided',
      'carve-out': 'carved out',
      inclusive: 'included',
    },
  };
}
