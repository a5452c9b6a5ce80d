import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { ask } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count } from '../words/en.ts';
import { dryRun as words } from '../words/en-dry-run.ts';
import { type DryRun, DryRunAccounts, DryRunControl } from './dry-run-control.tsx';
import './dry-run.css';
import './readiness.css';

type Control = DryRun['controls'][number];

type Filter = keyof typeof words.filters;
const filters: readonly Filter[] = ['all', 'look', 'population', 'test', 'deviating'];

const holds: Readonly<Record<Filter, (control: Control) => boolean>> = {
  all: () => true,
  look: (control) => control.readings.some((one) => one.outcome === 'look'),
  population: (control) =>
    !control.tests.some((test) => test.automatic && test.needs.every((need) => need.held !== null)),
  test: (control) => !control.tests.some((test) => test.result !== null),
  deviating: (control) => control.tests.some((test) => (test.result?.beneath.length ?? 0) > 0),
};

/** Every control as the report would print it today: for management to find out before anybody else does. */
export function DryRunPage() {
  const { membership } = useStanding();
  const read = useQuery({
    queryKey: [membership.organizationId, 'dry-run'],
    queryFn: ({ signal }) => ask<DryRun>('GET', `/organizations/${membership.organizationId}/dry-run`, { signal }),
  });
  const where: { readonly open?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>('all');
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed.trim().toLowerCase());
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting />;
  const { controls, accounts, type } = read.data;
  const shown = controls.filter(
    (one) => holds[filter](one) && `${one.code} ${one.title} ${one.criteria.join(' ')}`.toLowerCase().includes(sought),
  );
  const open = controls.find((one) => one.code === where.open);
  const choose = (code: string): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, open: code }), replace: true });
  return (
    <div className="col lst">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub dry-sub">
            {words.help} {type === 'type1' ? words.type1 : ''}
          </div>
        </div>
        <span className="sp" />
        <StatusMark kind="stale" word={words.stamp} tag />
      </div>
      {controls.length === 0 ? (
        <Empty sentence={words.none}>
          <Link to="/m/controls/library" className="b">
            {words.library}
          </Link>
        </Empty>
      ) : (
        <>
          <div className="row gap6 lib-bar">
            {filters.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={filter === one}
                className={`chip${filter === one ? ' on' : ''}`}
                onClick={() => setFilter(one)}
              >
                {words.filters[one]}
                <span className="num">{count(controls.filter(holds[one]).length)}</span>
              </button>
            ))}
            <span className="sp" />
            <span className="find">
              <input
                aria-label={words.search}
                placeholder={words.search}
                value={typed}
                maxLength={200}
                onChange={(event) => setTyped(event.target.value)}
              />
            </span>
          </div>
          <div className="dry">
            <nav className="dry-list" aria-label={words.controls}>
              {shown.length === 0 ? <p className="pad m">{words.nothing}</p> : null}
              <ul>
                {shown.map((control) => (
                  <li key={control.code}>
                    <button
                      type="button"
                      aria-pressed={control.code === where.open}
                      onClick={() => choose(control.code)}
                    >
                      <span className="mono">{control.code}</span>
                      <span className="ell">{control.title}</span>
                      <Standing control={control} />
                    </button>
                  </li>
                ))}
              </ul>
            </nav>
            <div className="dry-one">
              {open === undefined ? (
                <>
                  <p className="m">{words.choose}</p>
                  <DryRunAccounts accounts={accounts} />
                </>
              ) : (
                <DryRunControl control={open} accounts={accounts} />
              )}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function Standing({ control }: { readonly control: Control }) {
  const looks = control.readings.filter((one) => one.outcome === 'look').length;
  return (
    <span className="row">
      {looks === 0 ? null : <StatusMark kind="missing" word={words.filters.look} alone />}
      {holds.deviating(control) ? (
        <StatusMark kind="deviation" word={words.filters.deviating} alone />
      ) : holds.test(control) ? null : (
        <StatusMark kind="met" word={words.result} alone />
      )}
    </span>
  );
}
