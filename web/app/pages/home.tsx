import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask, type Home as Standing, type Register } from '../api/client.ts';
import { addressOf } from '../frame/addresses.ts';
import { useMembers, useRegisters, useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { StepLine } from '../parts/step-line.tsx';
import { count, day, en, initials, moment } from '../words/en.ts';
import { hosting } from '../words/en-hosting.ts';
import { daysLate } from './days.ts';
import { FirmHome } from './firm-home.tsx';

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

/** Where management stands: the steps, what needs somebody, what stands behind the criteria, what was recorded. Facts, never a score. */
export function Home() {
  const { membership } = useStanding();
  if (membership.portal) return <PortalHome />;
  return membership.side === 'firm' ? (
    <FirmHome>
      <RegisterCard />
    </FirmHome>
  ) : (
    <ManagementHome />
  );
}

/** R-IND-10: what a side has where the other hosts. */
function PortalHome() {
  const { membership } = useStanding();
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{membership.organization}</h1>
          <div className="sub wrap">
            {hosting.portalHelp} <Link to="/settings/hosting">{hosting.why}</Link>
          </div>
        </div>
      </div>
      <div className="pad">
        <RegisterCard />
      </div>
    </div>
  );
}

function ManagementHome() {
  const { membership } = useStanding();
  const home = useQuery({
    queryKey: [membership.organizationId, 'home'],
    queryFn: ({ signal }) => ask<Standing>('GET', `/organizations/${membership.organizationId}/home`, { signal }),
  });
  if (home.isError) {
    return (
      <div className="body">
        <Head title={membership.organization} facts={[en.home.facts]} />
        <Failed error={home.error} retry={() => void home.refetch()} />
        <div className="pad">
          <RegisterCard />
        </div>
      </div>
    );
  }
  if (home.data === undefined) return <Waiting rows={12} />;
  const { engagement, needsYou, controls, recorded } = home.data;
  return (
    <div className="body">
      {engagement === null ? (
        <Head title={membership.organization} facts={[en.home.facts]} />
      ) : (
        <>
          <Head title={engagement.title} facts={factsOf(engagement)} />
          <StepLine steps={engagement.steps} />
        </>
      )}
      <div className="grid2">
        <div className="stackv">
          {engagement === null ? (
            <section className="card">
              <Empty sentence={`${en.home.noEngagement}. ${en.home.noEngagementHelp}`}>
                <Link className="b p" to="/start">
                  {en.frame.start}
                </Link>
                <Link className="b" to={addressOf('engagements', 'management')} search={{ open: 'new' }}>
                  {en.list.add('engagement')}
                </Link>
              </Empty>
            </section>
          ) : null}
          <NeedsYou items={needsYou} />
          <RegisterCard />
        </div>
        <div className="stackv">
          <section className="card">
            <div className="hd">
              <h2>{en.home.controls}</h2>
              <span className="sp" />
              <Link to="/m/matrix">{en.frame.matrix}</Link>
            </div>
            <div className="bd">
              <Figure to="/m/controls" word={en.home.adopted} n={controls.adopted} />
              <Figure
                to="/m/controls"
                search={{ state: 'in-force' }}
                mark="met"
                word={en.home.inForce}
                n={controls.inForce}
              />
              <Figure to="/m/controls" mark="missing" word={en.home.withoutOwner} n={controls.withoutOwner} />
              <Figure to="/m/controls" mark="missing" word={en.home.withoutCriterion} n={controls.withoutCriterion} />
              {controls.adopted === 0 ? <p className="hint">{en.home.first}</p> : null}
            </div>
          </section>
          <Criteria criteria={home.data.criteria} />
          <section className="card">
            <div className="hd">
              <h2>{en.home.recorded}</h2>
            </div>
            {recorded.length === 0 ? <p className="bd m">{en.home.nothingRecorded}</p> : null}
            {recorded.map((entry) => (
              <div key={entry.index} className="policy">
                <div style={{ overflowWrap: 'anywhere' }}>{entry.what}</div>
                <div className="row">
                  <span className="q sm">{moment(entry.at)}</span>
                  <span className="sp" />
                  <span className="rc">
                    <StatusMark kind="met" word="" />
                    {count(entry.index)} · {entry.digest.slice(0, 4)}…{entry.digest.slice(-4)}
                  </span>
                </div>
              </div>
            ))}
          </section>
        </div>
      </div>
    </div>
  );
}

function Head({ title, facts }: { readonly title: string; readonly facts: readonly string[] }) {
  return (
    <div className="head">
      <div>
        <h1 style={{ overflowWrap: 'anywhere' }}>{title}</h1>
        <div className="sub" style={{ whiteSpace: 'normal', flexWrap: 'wrap' }}>
          {facts.map((fact, index) => (
            <span key={fact} className={index === 0 ? '' : 'dot'}>
              {fact}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function factsOf(engagement: NonNullable<Standing['engagement']>): readonly string[] {
  const { type, from, to, asOf, categories, firm, code } = engagement;
  return [
    code,
    type === null ? null : en.steps.type[type],
    from !== null && to !== null
      ? en.steps.period(day(from), day(to))
      : asOf === null
        ? null
        : en.steps.asOf(day(asOf)),
    categories.length === 0 ? null : categories.map((category) => category.replace('-', ' ')).join(', '),
    firm === null ? null : en.steps.examinedBy(firm),
  ].filter((fact) => fact !== null);
}

function Figure({
  to,
  search = {},
  mark,
  word,
  n,
}: {
  readonly to: string;
  readonly search?: { readonly state?: string };
  readonly mark?: string;
  readonly word: string;
  readonly n: number;
}) {
  return (
    <Link to={to} search={search} className="row" style={{ height: 26, color: 'inherit' }}>
      {mark === undefined ? word : <StatusMark kind={mark} word={word} />}
      <span className="sp" />
      <span className="num">{count(n)}</span>
    </Link>
  );
}

function NeedsYou({ items }: { readonly items: Standing['needsYou'] }) {
  const members = useMembers();
  const names = new Map(members.data?.items.map((member) => [member.personId, member.name]));
  return (
    <section className="card">
      <div className="hd">
        <h2>{en.home.due}</h2>
        <span className="pill num">{count(items.length)}</span>
        <span className="sp" />
        <Link to="/work">{en.home.openWork}</Link>
      </div>
      {items.length === 0 ? <p className="bd m">{en.home.nothingDue}</p> : null}
      <table>
        <tbody>
          {items.map((item) => {
            const owner = item.ownerId === null ? undefined : names.get(item.ownerId);
            return (
              <tr key={`${item.register} ${item.code}`}>
                <td style={{ width: 24 }}>
                  <StatusMark
                    kind={item.overdue ? 'overdue' : 'open'}
                    word={item.overdue ? en.work.due : item.state}
                    alone
                  />
                </td>
                <td className="ell" style={{ maxWidth: 0, width: '100%', fontWeight: 500 }}>
                  <Link
                    to={addressOf(item.register, 'management')}
                    search={{ open: item.code }}
                    style={{ color: 'inherit' }}
                  >
                    {item.title}
                  </Link>
                </td>
                <td className="mono m">{item.code}</td>
                <td className={`n num${item.overdue ? ' c-dev' : ' m'}`}>
                  {item.dueOn === null
                    ? '–'
                    : item.overdue
                      ? en.home.overdue(daysLate(item.dueOn))
                      : en.home.dueOn(day(item.dueOn))}
                </td>
                <td style={{ width: 34 }}>
                  {owner === undefined ? null : (
                    <span className="ava" role="img" aria-label={owner} title={owner}>
                      {initials(owner)}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** A line a series: criteria in scope, those without a control, links. The sum stands under the double rule. */
function Criteria({ criteria }: { readonly criteria: Standing['criteria'] }) {
  if (criteria.length === 0) return null;
  const series = [...new Set(criteria.map((one) => one.series))].map((name) => {
    const own = criteria.filter((one) => one.series === name);
    return {
      name,
      inScope: own.length,
      bare: own.filter((one) => one.controls === 0).length,
      links: own.reduce((sum, one) => sum + one.controls, 0),
    };
  });
  const sum = (of: 'inScope' | 'bare' | 'links'): number => series.reduce((total, one) => total + one[of], 0);
  return (
    <section className="card">
      <div className="hd">
        <h2>{en.home.criteria}</h2>
        <span className="sp" />
        <b className="num">{count(criteria.length)}</b>
      </div>
      <table className="facts">
        <thead>
          <tr>
            <th>{en.home.series}</th>
            <th className="n">{en.home.inScope}</th>
            <th className="n">{en.home.noControl}</th>
            <th className="n">{en.home.links}</th>
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={one.name}>
              <td>
                <Link to="/m/matrix">{one.name}</Link>
              </td>
              <td className="n">{count(one.inScope)}</td>
              <td className="n">{count(one.bare)}</td>
              <td className="n">{count(one.links)}</td>
            </tr>
          ))}
          <tr className="tot">
            <td>{en.home.total}</td>
            <td className="n">{count(sum('inScope'))}</td>
            <td className="n">{count(sum('bare'))}</td>
            <td className="n">{count(sum('links'))}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function RegisterCard() {
  const registers = useRegisters();
  const { membership } = useStanding();
  const card = (children: ReactNode) => (
    <section className="card">
      <div className="hd">
        <h2>{en.home.state}</h2>
      </div>
      {children}
    </section>
  );
  if (registers.isError) return card(<Failed error={registers.error} retry={() => void registers.refetch()} />);
  if (registers.data === undefined) return card(<Waiting />);
  const { items } = registers.data;
  if (items.length === 0) return null;
  return card(
    <div style={{ overflow: 'auto' }}>
      <table>
        <tbody>
          {items.map((item) => (
            <tr key={item.name}>
              <td style={{ width: 220 }}>
                <Link to={addressOf(item.name, membership.side)}>{item.title}</Link>
              </td>
              <td style={{ width: 200 }}>
                <Stack register={item} />
              </td>
              <td className="q sm">
                {item.states
                  .filter((state) => (item.counts[state.name] ?? 0) > 0)
                  .map((state) => `${count(item.counts[state.name] ?? 0)} ${state.word.toLowerCase()}`)
                  .join(', ')}
              </td>
              <td className="n num">{count(item.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
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
