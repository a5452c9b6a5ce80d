/**
 * The AWS IAM credential report (`aws iam get-credential-report`, content decoded from base64): one row a user, the root user
 * first. `not_supported`, `N/A` and `no_information` are missing facts.
 */
import { csvRows } from '../../csv-rows.ts';
import { refuse } from '../../errors.ts';
import type { Draft } from '../../record.ts';
import type { SourceFile } from '../../source-file.ts';
import { parseTime } from '../../time.ts';
import type { ImportContext, Importer, Reading } from '../importer.ts';

const required = ['user', 'arn', 'user_creation_time', 'password_enabled', 'mfa_active', 'access_key_1_active'];
const missing = new Set(['not_supported', 'N/A', 'no_information', '']);

export const iamCredentialReport: Importer = {
  format: 'iam-credential-report',
  kinds: ['account'],
  wrappers: [],
  utc: true,
  recognises: (head) => /^\uFEFF?"?user"?,"?arn"?,"?user_creation_time"?,/.test(head.text),
  read: readReport,
};

async function* readReport(
  file: SourceFile,
  context: ImportContext,
): AsyncGenerator<readonly Reading[], void, undefined> {
  let header: readonly string[] | null = null;
  for await (const rows of csvRows(file, 'utf-8', ',')) {
    let data = rows;
    if (header === null) {
      header = rows[0]?.fields ?? [];
      data = rows.slice(1);
      const lacking = required.filter((name) => !header?.includes(name));
      if (lacking.length > 0) {
        throw refuse(
          'file-malformed',
          `${file.name} row 1 is not the header of a credential report: no ${lacking.join(', ')}.`,
        );
      }
    }
    const names = header;
    yield data.map(({ row, fields }): Reading => {
      const at = `row ${row}`;
      if (fields.length !== names.length) {
        return { at, refused: 'the row has another number of fields than the header' };
      }
      const cells = new Map(names.map((name, i) => [name, fields[i] ?? '']));
      return { at, draft: account(cells, context.asOf) };
    });
  }
}

function account(cells: ReadonlyMap<string, string>, asOf: string | null): Draft {
  const cell = (name: string): string | null => {
    const text = cells.get(name) ?? '';
    return missing.has(text) ? null : text;
  };
  const arn = cell('arn');
  const user = cell('user');
  const root = user === '<root_account>';
  const on = (name: string): boolean => cell(name)?.toLowerCase() === 'true';
  const programmatic = ['access_key_1_active', 'access_key_2_active', 'cert_1_active', 'cert_2_active'].some(on);
  const password = on('password_enabled');
  const number = arn === null ? null : (/^arn:[\w-]+:iam::(\d{12}):/.exec(arn)?.[1] ?? null);
  return {
    system: number === null ? null : `aws:${number}`,
    id: arn,
    name: root ? 'root' : user,
    email: user !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(user) ? user.toLowerCase() : null,
    kind: root ? 'root' : password ? 'person' : programmatic ? 'service' : null,
    status: root || password || programmatic ? 'active' : 'suspended',
    admin: root ? true : null,
    mfa: cell('mfa_active'),
    created_at: cell('user_creation_time'),
    last_sign_in_at: cell('password_last_used'),
    password_enabled: cell('password_enabled'),
    password_changed_at: cell('password_last_changed'),
    ...keyFacts('access_key_1', cell, asOf),
    ...keyFacts('access_key_2', cell, asOf),
  };
}

function keyFacts(key: string, cell: (name: string) => string | null, asOf: string | null): Draft {
  const rotated = cell(`${key}_last_rotated`);
  const instant = rotated === null ? null : parseTime(rotated, 'utc');
  const days =
    asOf === null || instant === null ? null : Math.floor((Date.parse(asOf) - Date.parse(instant)) / 86_400_000);
  return {
    [`${key}_active`]: cell(`${key}_active`),
    [`${key}_rotated_at`]: rotated,
    [`${key}_last_used_at`]: cell(`${key}_last_used_date`),
    [`${key}_age_days`]: days,
  };
}
