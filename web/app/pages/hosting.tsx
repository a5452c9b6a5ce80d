import { useQuery } from '@tanstack/react-query';
import { ask, type Hosting } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day } from '../words/en.ts';
import { hosting as words } from '../words/en-hosting.ts';

const rows = ['registers', 'readiness', 'evidence', 'exchange', 'file', 'log'] as const;
type Row = (typeof rows)[number];
type Side = 'management' | 'firm';

/** What a portal has of each row; the other side, and both without a portal, have all of their own. */
const inPortal: Readonly<Record<Side, Partial<Record<Row, 'here' | 'copies'>>>> = {
  management: { evidence: 'copies', exchange: 'here', log: 'here' },
  firm: { evidence: 'copies', exchange: 'here', log: 'here' },
};
const notTheirs: Readonly<Record<Side, readonly Row[]>> = { management: ['file'], firm: ['registers', 'readiness'] };

/** Who hosts what, in words (R-IND-10). */
export function HostingPage() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const hosting = useQuery({
    queryKey: [organizationId, 'hosting'],
    queryFn: ({ signal }) => ask<Hosting>('GET', `/organizations/${organizationId}/hosting`, { signal }),
    retry: false,
  });
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub wrap">{words.help}</div>
        </div>
      </div>
      {hosting.isError ? <Failed error={hosting.error} retry={() => void hosting.refetch()} /> : null}
      {hosting.isPending ? <Waiting /> : null}
      {hosting.data === undefined ? null : <Facts hosting={hosting.data} />}
    </div>
  );
}

function Facts({ hosting }: { readonly hosting: Hosting }) {
  const { mode, portal, since, reason, saidBy } = hosting;
  return (
    <div className="pad stackv">
      <section className="card">
        <div className="hd">
          <h2>{words.now}</h2>
          <span className="sp" />
          <span className="mono m">{words.rule}</span>
        </div>
        <div className="bd">
          <p>
            <b>{words.modes[mode]}</b>
          </p>
          <p className="m">{words.says[mode]}</p>
          <p className="q sm">
            {saidBy === null ? words.never : words.saidBy[saidBy]}
            {since === null ? null : ` · ${words.since} ${day(since)}`}
          </p>
          {reason === null ? null : (
            <p className="m">
              {words.reason}: {reason}
            </p>
          )}
          <p className="hint">{words.change}</p>
        </div>
      </section>
      <section className="card">
        <div className="hd">
          <h2>{words.holds}</h2>
        </div>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.management}</th>
              <th scope="col">{words.firm}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row">{words.rows[row]}</th>
                <td>
                  <Held side="management" row={row} portal={portal} />
                </td>
                <td>
                  <Held side="firm" row={row} portal={portal} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Held({ side, row, portal }: { readonly side: Side; readonly row: Row; readonly portal: Side | null }) {
  if (notTheirs[side].includes(row)) return <span className="q">{words.none}</span>;
  const held = portal === side ? inPortal[side][row] : 'here';
  if (held === undefined) return <StatusMark kind="not-applicable" word={words.elsewhere} />;
  return <StatusMark kind="met" word={words[held]} />;
}
