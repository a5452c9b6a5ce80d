/** An organization alone in its installation, with an engagement whose partner is not there. */
import { readXlsx, writeXlsx } from '../src/adapters/xlsx/xlsx.ts';
import { readZip, writeZip } from '../src/adapters/xlsx/zip.ts';
import { deliverSent, exchangeParts, exchangeRoutes } from '../src/exchange/index.ts';
import { columns } from '../src/exchange/table.ts';
import { csrfOf, sessionCookie } from '../src/identity/session-token.ts';
import { registers } from '../src/registers/index.ts';
import type { Person } from './api.ts';
import { newKey, openCompany } from './evidence.ts';

export const limits = { entries: 100, total: 10_000_000 };
export const leavers = Buffer.from('person,left\nN-0117,2026-09-30\n');
export type Cells = Record<string, string>;

export async function alone(side: 'management' | 'firm') {
  const company = await openCompany((parts, signer) =>
    exchangeRoutes(registers, exchangeParts(parts.keys, parts, signer)),
  );
  const { api } = company;
  const id = side === 'firm' ? await api.addOrganization('firm', 'Quill') : company.organization;
  const role = side === 'firm' ? 'engagement-partner' : 'compliance-manager';
  const lead = await api.addPerson(id, [role], { proved: true });
  const base = `/organizations/${id}`;
  const post = (path: string, body?: object, who: Person = lead) =>
    api.ask(who, 'POST', `${base}${path}`, { ...(body !== undefined && { body }), headers: newKey() });
  const begun = await post('/exchange/outside', {
    name: side === 'firm' ? 'Northline Cloud' : 'Harrow CPAs',
    type: 'soc2-type2',
    periodStart: '2025-10-01',
    periodEnd: '2026-09-30',
    title: 'Examination 2026',
  });
  if (begun.status !== 201) throw new Error(begun.text);
  const engagement: string = begun.json.id;
  const headers = {
    cookie: `${sessionCookie}=${lead.token}`,
    'x-tickmark-csrf': csrfOf(lead.token),
    host: 'localhost',
  };
  const at = `/api/v1${base}/exchange/engagements/${engagement}/package`;
  const give = async (): Promise<Buffer> => {
    const reply = await api.app.inject({ method: 'GET', url: at, headers });
    if (reply.statusCode !== 200) throw new Error(reply.body);
    return reply.rawPayload;
  };
  const sendTo = async (url: string, bytes: Buffer) => {
    const reply = await api.app.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      payload: bytes,
    });
    return { status: reply.statusCode, json: JSON.parse(reply.body) };
  };
  const deliver = () => deliverSent(api.owner, api.options, { keys: api.keys }, registers);
  const own = async () => (await api.ask(lead, 'GET', `${base}/exchange/engagements/${engagement}/partner`)).json.own;
  const confirm = (card: string) =>
    api.ask(lead, 'PUT', `${base}/exchange/engagements/${engagement}/partner`, { body: { card } });
  const ask = (path: string) => api.ask(lead, 'GET', `${base}${path}`);
  return {
    ...company,
    id,
    lead,
    base,
    post,
    ask,
    engagement,
    begun,
    own,
    confirm,
    give,
    preview: (bytes: Buffer) => sendTo(`${at}/preview`, bytes),
    take: (bytes: Buffer) => sendTo(at, bytes),
    deliver,
    async request(content: object = {}): Promise<string> {
      const made = await post('/requests', {
        dueOn: '2026-12-01',
        content: {
          title: 'List of leavers',
          asks: 'All who left in the period.',
          notes: 'Partner doubts HR.',
          ...content,
        },
      });
      const sent = await post(`/requests/${made.json.code}/send`, { engagement });
      if (sent.status !== 200) throw new Error(sent.text);
      return made.json.code;
    },
  };
}

/** The table of a package, and the package with rows changed and files beside them. */
export async function tableOf(bytes: Buffer): Promise<Cells[]> {
  const workbook = (await readZip(bytes, limits)).get('exchange.xlsx');
  const [sheet] = await readXlsx(workbook ?? Buffer.alloc(0), limits);
  return (sheet?.rows ?? [])
    .slice(1)
    .map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])));
}

export function filled(rows: readonly Cells[], files: Record<string, Buffer> = {}): Buffer {
  const cells = rows.map((row) => columns.map((column) => row[column] ?? ''));
  return writeZip([
    { name: 'exchange.xlsx', bytes: writeXlsx([{ name: 'Requests', rows: [columns, ...cells] }]) },
    ...Object.entries(files).map(([name, file]) => ({ name, bytes: file })),
  ]);
}
