import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask, type Work } from '../api/client.ts';
import { addressOf } from '../frame/addresses.ts';
import { useRegisters, useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, day, en } from '../words/en.ts';
import { documents } from '../words/en-documents.ts';
import { useDocuments } from './documents-found.ts';
import { WaitsForYou } from './firm-home.tsx';
import { daysLate, today } from './days.ts';

/** What waits for the person who looks. */
export function WorkPage() {
  const { membership } = useStanding();
  const registers = useRegisters();
  const work = useQuery({
    queryKey: [membership.organizationId, 'work'],
    queryFn: ({ signal }) => ask<Work>('GET', `/organizations/${membership.organizationId}/work`, { signal }),
    enabled: membership.side === 'management',
  });
  const items = work.data?.items ?? [];
  const byName = new Map(registers.data?.items.map((register) => [register.name, register]));
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{en.frame.work}</h1>
          <div className="sub">{en.work.help}</div>
        </div>
        <span className="sp" />
        {work.data === undefined ? null : <span className="q num">{count(items.length)}</span>}
      </div>
      {membership.side === 'firm' ? (
        <div className="pad">
          <WaitsForYou />
        </div>
      ) : null}
      {work.isError ? <Failed error={work.error} retry={() => void work.refetch()} /> : null}
      {work.isLoading ? <Waiting /> : null}
      {membership.side === 'management' ? <ToSign /> : null}
      {work.data !== undefined && items.length === 0 ? <Empty sentence={en.work.nothing} /> : null}
      {items.length === 0 ? null : (
        <div className="pad">
          <div className="card" style={{ overflow: 'auto' }}>
            <table>
              <thead>
                <tr>
                  <th>{en.list.code}</th>
                  <th>{en.work.item}</th>
                  <th>{en.work.register}</th>
                  <th>{en.list.state}</th>
                  <th className="n">{en.work.due}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => {
                  const register = byName.get(item.register);
                  const state = register?.states.find((one) => one.name === item.state);
                  const isLate = item.dueOn !== null && item.dueOn < today();
                  return (
                    <tr key={`${item.register} ${item.code}`}>
                      <td className="id">{item.code}</td>
                      <td className="ell" style={{ maxWidth: 0, width: '60%', fontWeight: 500 }}>
                        <Link
                          to={addressOf(item.register, membership.side)}
                          search={{ open: item.code }}
                          style={{ color: 'inherit' }}
                        >
                          {item.title}
                        </Link>
                      </td>
                      <td className="m">{register?.title ?? item.register}</td>
                      <td>{state === undefined ? item.state : <StatusMark kind={state.mark} word={state.word} />}</td>
                      <td className={`n num${isLate ? ' c-dev' : ' m'}`}>
                        {isLate && item.dueOn !== null ? en.home.overdue(daysLate(item.dueOn)) : day(item.dueOn)}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </div>
  );
}

/** Documents of the firm that wait for the signature of whoever looks. */
function ToSign() {
  const { items, maySign } = useDocuments();
  const waiting = maySign ? items.filter(({ waits }) => waits) : [];
  if (waiting.length === 0) return null;
  return (
    <div className="pad">
      <section className="card" aria-label={documents.toSign}>
        <div className="hd">
          <h2>{documents.toSign}</h2>
          <span className="pill num">{count(waiting.length)}</span>
        </div>
        <ul className="fl-waits">
          {waiting.map(({ engagement, head }) => (
            <li key={head.thread}>
              <StatusMark kind="open" word="" />
              <Link to="/m/documents" search={{ open: head.thread }}>
                {head.title}
              </Link>
              <span className="m sm">{engagement.title}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
