import { z } from 'zod';
import { memberRoute, type Route } from '../http/api/route.ts';
import { type DocumentParts, sendManagementDocument } from './service.ts';

/** What management sends whole. What was sent is read with the exchange's documents. */
export function managementDocumentRoutes(parts: DocumentParts): readonly Route[] {
  return [
    memberRoute({
      id: 'documents.send',
      method: 'POST',
      path: '/organizations/{organizationId}/exchange/engagements/{id}/documents',
      summary:
        'Send the firm the list of controls in force, the approved description, or the letters that were handed over',
      sides: ['management'],
      part: 'exchange',
      action: 'share',
      receipt: true,
      params: z.object({ organizationId: z.uuid(), id: z.string().max(40) }),
      body: z.strictObject({ kind: z.enum(['control-list', 'description', 'assertion', 'representations']) }),
      answer: z.object({ thread: z.uuid() }),
      async handle(asking, { params: { id }, body }) {
        const { thread } = await sendManagementDocument(asking, parts, id, body.kind);
        return { body: { thread } };
      },
    }),
  ];
}
