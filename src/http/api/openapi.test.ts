import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from './openapi.ts';
import type { OutsideRoute } from './route.ts';

function route(path: string, answer: z.ZodType): OutsideRoute {
  const handle = () => Promise.reject(new Error('Nobody asks here.'));
  return { who: 'stranger', id: path, method: 'GET', path, summary: 'A thing', answer, handle };
}

describe('the API’s document', () => {
  test('says a named shape once, and names it wherever it is answered', () => {
    const thing = z.object({ code: z.string() }).meta({ id: 'NamedOnce' });
    const document = openApiDocument([route('/one', thing), route('/all', z.object({ items: z.array(thing) }))], '0');
    const text = JSON.stringify(document);
    expect(text.split('"#/components/schemas/NamedOnce"')).toHaveLength(3);
    expect(document['components']).toMatchObject({
      schemas: { NamedOnce: { type: 'object', properties: { code: { type: 'string' } } } },
    });
  });

  test('is refused when two shapes go by one name', () => {
    const routes = [
      route('/one', z.object({ code: z.string() }).meta({ id: 'NamedTwice' })),
      route('/two', z.object({ code: z.number() }).meta({ id: 'NamedTwice' })),
    ];
    expect(() => openApiDocument(routes, '0')).toThrow('NamedTwice');
  });
});
