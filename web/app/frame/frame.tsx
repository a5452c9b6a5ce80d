import {
  IconBooks,
  IconChevronRight,
  IconClipboardList,
  IconHome,
  IconInbox,
  IconMoon,
  IconSearch,
  IconSelector,
  IconSettings,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Failed, Waiting } from '../parts/states.tsx';
import { useMenu } from '../parts/menu.ts';
import { Sign } from '../parts/status.tsx';
import { StepUp } from '../parts/step-up.tsx';
import { en, initials } from '../words/en.ts';
import { addressOf } from './addresses.ts';
import { Bell } from './bell.tsx';
import { JobsIndicator } from './jobs.tsx';
import { Keys } from './keys.tsx';
import { useLeaving } from './leaving.ts';
import { Palette } from './palette.tsx';
import { placesOf } from './places.tsx';
import { beginningOf, isEmployee, Standing, useRegisters, useSession, useStanding } from './session.tsx';
import { turnTheme } from './theme.ts';

/** What every page of a signed-in person stands in. Nobody signed in: the door. */
export function Frame() {
  const session = useSession();
  const navigate = useNavigate();
  const nobody = session.data === null || session.data?.factor === 'needed';
  useEffect(() => {
    if (nobody) void navigate({ to: '/sign-in' });
  }, [nobody, navigate]);
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (session.data === undefined || session.data === null || nobody) return <Waiting />;
  return (
    <Standing session={session.data}>
      <StepUp>
        <Inside />
      </StepUp>
    </Standing>
  );
}

function Inside() {
  const { membership } = useStanding();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  // An address of the programme leads whoever sees the portal alone back to it; the server refuses them there anyway.
  const beginning = beginningOf(membership);
  const strays = isEmployee(membership) && ![beginning, '/me', '/'].includes(pathname);
  useEffect(() => {
    if (strays) void navigate({ to: beginning, replace: true });
  }, [strays, beginning, navigate]);
  const [finding, setFinding] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setFinding(true);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="app">
      <a className="vh" href="#content">
        {en.frame.skip}
      </a>
      <Rail />
      <Sidebar />
      <div className="main" style={{ position: 'relative' }}>
        <TopBar find={() => setFinding(true)} />
        <main id="content" className="col" style={{ flex: 1, minHeight: 0, position: 'relative' }} tabIndex={-1}>
          {strays ? <Waiting /> : <Outlet />}
        </main>
      </div>
      {finding ? <Palette close={() => setFinding(false)} /> : null}
      <Keys />
    </div>
  );
}

function Rail() {
  const { session, membership } = useStanding();
  const { pathname } = useLocation();
  const areas = isEmployee(membership)
    ? []
    : membership.side === 'management' && !membership.portal
      ? [
          { to: '/m', label: en.frame.overview, icon: <IconHome size={20} stroke={1.5} />, on: pathname === '/m' },
          {
            to: '/m/controls',
            label: en.matrix.control,
            icon: <IconClipboardList size={20} stroke={1.5} />,
            on: /^\/m\/(controls|matrix)/.test(pathname),
          },
          {
            to: '/m/registers/risks',
            label: en.frame.groups['registers'] ?? '',
            icon: <IconBooks size={20} stroke={1.5} />,
            on: pathname.startsWith('/m/registers'),
          },
        ]
      : [beginningOf(membership)].map((to) => ({
          to,
          label: en.frame.overview,
          icon: <IconHome size={20} stroke={1.5} />,
          on: pathname === to,
        }));
  return (
    <nav className="rail" aria-label={en.frame.areas}>
      <span className="logo">
        <Sign />
      </span>
      {areas.map((area) => (
        <Link key={area.to} to={area.to} className={area.on ? 'on' : ''} aria-label={area.label} title={area.label}>
          {area.icon}
        </Link>
      ))}
      <span className="sp" />
      <button type="button" aria-label={en.frame.theme} title={en.frame.theme} onClick={turnTheme}>
        <IconMoon size={20} stroke={1.5} />
      </button>
      {isEmployee(membership) ? null : (
        <Link to="/settings/organization" aria-label={en.frame.organization} title={en.frame.organization}>
          <IconSettings size={20} stroke={1.5} />
        </Link>
      )}
      <Link to="/me" aria-label={en.frame.account} title={session.person.name}>
        <span className="ava">{initials(session.person.name)}</span>
      </Link>
    </nav>
  );
}

function Sidebar() {
  const { membership } = useStanding();
  const registers = useRegisters();
  const { pathname } = useLocation();
  const groups = ['system', 'controls', 'engagement', 'registers'];
  const items = registers.data?.items ?? [];
  const address = (name: string): string => addressOf(name, membership.side);
  const link = (to: string, label: string, icon: React.ReactNode, figure?: number) => (
    <Link key={to} to={to} className={pathname === to ? 'on' : ''} aria-current={pathname === to ? 'page' : undefined}>
      {icon}
      <span className="ell">{label}</span>
      {figure === undefined || figure === 0 ? null : <span className="k">{figure.toLocaleString('en-US')}</span>}
    </Link>
  );
  const at = (where: string): React.ReactNode =>
    placesOf(membership)
      .filter((place) => place.at === where)
      .map((place) => link(place.to, place.label, place.icon));
  return (
    <nav className="side" aria-label={en.frame.navigation}>
      <Switcher />
      {at('top')}
      {groups.map((group) => {
        const own = items.filter((item) => item.group === group);
        return own.length === 0 ? null : (
          <div key={group}>
            <div className="grp">{en.frame.groups[group]}</div>
            {at(group)}
            {own.map((item) => link(address(item.name), item.title, <span className="no" />, item.count))}
          </div>
        );
      })}
      <div className="grp">{membership.organization}</div>
      {at('foot')}
    </nav>
  );
}

function Switcher() {
  const { session, membership, choose } = useStanding();
  const menu = useMenu();
  const navigate = useNavigate();
  const leave = useLeaving();
  return (
    <div ref={menu.place} style={{ position: 'relative' }} onKeyDown={menu.onKeyDown}>
      <button
        ref={menu.button}
        type="button"
        className="switch"
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={menu.toggle}
      >
        <span className="om">{membership.organization.slice(0, 1)}</span>
        <span className="t ell" style={{ flex: 1, lineHeight: '15px' }}>
          <b className="ell" style={{ display: 'block' }}>
            {membership.organization}
          </b>
          <span className="cap">{membership.side === 'firm' ? en.frame.firm : en.frame.management}</span>
        </span>
        <IconSelector size={14} stroke={1.6} />
      </button>
      {menu.isOpen ? (
        <div className="menu" role="menu" aria-label={en.frame.organizations}>
          {session.memberships.map((one) => (
            <button
              key={one.organizationId}
              type="button"
              role="menuitem"
              onClick={() => {
                choose(one.organizationId);
                menu.close();
                void navigate({ to: '/' });
              }}
            >
              {one.organization}{' '}
              <span className="q sm">{one.side === 'firm' ? en.frame.firm : en.frame.management}</span>
            </button>
          ))}
          <button type="button" role="menuitem" onClick={leave}>
            {en.signIn.out}
          </button>
        </div>
      ) : null}
    </div>
  );
}

function TopBar({ find }: { readonly find: () => void }) {
  const { membership } = useStanding();
  const { pathname } = useLocation();
  const registers = useRegisters();
  const name =
    pathname
      .replace(/\/import$/, '')
      .split('/')
      .at(-1) ?? '';
  const register = registers.data?.items.find((item) => item.name === name);
  const page =
    register?.title ??
    placesOf(membership).find((place) => place.to === pathname)?.label ??
    /^\/f\/e\/([^/]+)/.exec(pathname)?.[1] ??
    '';
  return (
    <header className="top">
      <div className="crumb">
        <span>{membership.organization}</span>
        <IconChevronRight size={14} stroke={1.6} />
        <b>{page}</b>
      </div>
      <span className="sp" />
      <button type="button" className="find" onClick={find}>
        <IconSearch size={14} stroke={1.6} />
        {en.frame.find}
        <kbd>⌘ K</kbd>
      </button>
      {isEmployee(membership) ? null : (
        <>
          <JobsIndicator />
          <Bell />
          <Link to="/work" className="ib" aria-label={en.frame.work} title={en.frame.work}>
            <IconInbox size={16} stroke={1.6} />
          </Link>
        </>
      )}
    </header>
  );
}
