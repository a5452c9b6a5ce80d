/** How SCIM is spoken: its media type and the body of an error (RFC 7644 3.1 and 3.12). */
import type { Wire } from '../http/api/route.ts';
import { DirectoryRefusal } from './errors.ts';
import { urn } from './schema.ts';

export const scim: Wire = {
  type: 'application/scim+json',
  refusal({ code, status, sentence, error }) {
    const scimType = error instanceof DirectoryRefusal ? error.scimType : typeOf[code];
    // RFC 7644 has 400 for what does not fit, and knows no 422.
    const answered = status === 422 ? 400 : status;
    return {
      status: answered,
      body: {
        schemas: [urn.error],
        status: String(answered),
        ...(scimType !== undefined && { scimType }),
        detail: sentence,
      },
    };
  },
};

const typeOf: Readonly<Record<string, string | undefined>> = {
  'bad-request': 'invalidSyntax',
  'invalid-input': 'invalidValue',
};
