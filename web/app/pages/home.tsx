import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask, type RecordPage, type Register } from '../api/client.ts';
import { useRegisters, useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, day, en, textOf } from '../words/en.ts';

const fills: Readonly<Record<string, string>> = {
  met: 'bgm',
  open: 'bga',
  missing: 'bgl',
  stale: 'bgs',
  deviation: 'bgd',
  blocked: 'bgi',
  unable: 'bgu',
  signed: 'bgx',
  overdue: 'bgd',
};

/** Where we stand: what there is in every register, and what is due. Facts, never a score. */
export function Home() {
  const { membership } = useStanding();
  const registers = useRegisters();
  const isFirm = membership.side === 'firm';
  if (registers.isError) return <Failed error={registers.error} retry={() => void registers.refetch()} />;
  if (registers.data === undefined) return <Waiting />;
  const { items } = registers.data;
  const controls = items.find((item) => item.name === 'controls');
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{membership.organization}</h1>
          <div className="sub" style={{ whiteSpace: 'normal' }}>
            {isFirm ? en.firm.help : en.home.facts}
          </div>
        </div>
      </div>
      {items.length === 0 ? null : (
        <div className="grid2">
          <div className="stackv">
            <Due />
            <section className="card">
              <div className="hd">
                <h2>{en.home.state}</h2>
              </div>
              <div style={{ overflow: 'auto' }}>
                <table>
                  <tbody>
                    {items.map((item) => (
                      <Standing key={item.name} register={item} />
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
          </div>
          <div className="stackv">
            {controls === undefined ? null : <Controls register={controls} />}
            {controls !== undefined && controls.count === 0 ? <Empty sentence={en.home.first} /> : null}
          </div>
        </div>
      )}
    </div>
  );
}

function addressOf(name: string): string {
  return name === 'controls' ? '/m/controls' : `/m/registers/${name}`;
}

function Standing({ register }: { readonly register: Register }) {
  return (
    <tr>
      <td style={{ width: 220 }}>
        <Link to={addressOf(register.name)}>{register.title}</Link>
      </td>
      <td style={{ width: 200 }}>
        <Stack register={register} />
      </td>
      <td className="q sm">
        {register.states
          .filter((state) => (register.counts[state.name] ?? 0) > 0)
          .map((state) => `${count(register.counts[state.name] ?? 0)} ${state.word.toLowerCase()}`)
          .join(', ')}
      </td>
      <td className="n num">{count(register.count)}</td>
    </tr>
  );
}

/** How a register's records share its states; the figures stand beside it. */
function Stack({ register }: { readonly register: Register }) {
  if (register.count === 0) return null;
  return (
    <span className="stack" aria-hidden>
      {register.states.map((state) => {
        const n = register.counts[state.name] ?? 0;
        return n === 0 ? null : <i key={state.name} className={fills[state.mark] ?? 'bgi'} style={{ flex: n }} />;
      })}
    </span>
  );
}

function Controls({ register }: { readonly register: Register }) {
  return (
    <section className="card">
      <div className="hd">
        <h2>{en.home.controls}</h2>
        <span className="sp" />
        <b className="num">{count(register.count)}</b>
      </div>
      <div className="bd stackv">
        <Stack register={register} />
        {register.states.map((state) => (
          <Link key={state.name} to="/m/controls" search={{ state: state.name }} className="row">
            <StatusMark kind={state.mark} word={state.word} />
            <span className="sp" />
            <span className="num">{count(register.counts[state.name] ?? 0)}</span>
          </Link>
        ))}
        <Link to="/m/matrix">{en.matrix.title}</Link>
      </div>
    </section>
  );
}

/** What has a day it is due on, the next first. */
export function Due() {
  const { membership, session } = useStanding();
  const base = `/organizations/${membership.organizationId}`;
  const due = useQuery({
    queryKey: [membership.organizationId, 'tasks', 'due'],
    queryFn: ({ signal }) => ask<RecordPage>('GET', `${base}/tasks?sort=dueOn&state=open&limit=20`, { signal }),
    retry: false,
  });
  const today = new Date().toISOString().slice(0, 10);
  const rows = due.data?.items ?? [];
  return (
    <section className="card">
      <div className="hd">
        <h2>{en.home.due}</h2>
        <span className="pill num">{rows.length}</span>
      </div>
      {due.isError ? <Failed error={due.error} retry={() => void due.refetch()} /> : null}
      {rows.length === 0 && !due.isError ? <p className="bd m">{en.home.nothingDue}</p> : null}
      <table>
        <tbody>
          {rows.map((row) => {
            const late = row.dueOn !== null && row.dueOn < today;
            return (
              <tr key={row.id}>
                <td style={{ width: 24 }}>
                  <StatusMark kind={late ? 'overdue' : 'open'} word={late ? 'overdue' : 'open'} alone />
                </td>
                <td>
                  <Link to="/m/registers/$register" params={{ register: 'tasks' }} search={{ open: row.code }}>
                    {textOf(row.content['title'] ?? row.code)}
                  </Link>
                </td>
                <td className={`n num${late ? ' c-dev' : ' m'}`}>{day(row.dueOn)}</td>
                <td className="q sm" style={{ width: 80 }}>
                  {row.ownerId === session.person.id ? 'yours' : ''}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** What waits for the person who looks. */
export function Work() {
  const { membership } = useStanding();
  return (
    <div className="body">
      <div className="head">
        <h1>{en.frame.work}</h1>
      </div>
      <div className="pad">{membership.side === 'firm' ? <Empty sentence={en.home.nothingDue} /> : <Due />}</div>
    </div>
  );
}
