import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMenu } from '../parts/menu.ts';
import { moment } from '../words/en.ts';
import { notices as words } from '../words/en-notices.ts';
import { placeOf, sentenceOf, useLatestNotices, useReading } from './notices.ts';
import { useMembers, useStanding } from './session.tsx';
import './notices.css';

/** The bell in the top bar: how many are unread, the latest of them, and the way to all. */
export function Bell() {
  const { membership } = useStanding();
  const latest = useLatestNotices();
  const reading = useReading();
  const menu = useMenu();
  const unread = latest.data?.unread ?? 0;
  const items = latest.data?.items ?? [];
  return (
    <div ref={menu.place} className="notices" onKeyDown={menu.onKeyDown}>
      <button
        ref={menu.button}
        type="button"
        className="ib"
        aria-expanded={menu.isOpen}
        aria-label={words.bell(unread)}
        title={words.bell(unread)}
        onClick={menu.toggle}
      >
        <IconBell size={16} stroke={1.6} />
        {unread === 0 ? null : <i aria-hidden="true">{words.figure(unread)}</i>}
      </button>
      <span className="vh" role="status">
        {unread === 0 ? '' : words.bell(unread)}
      </span>
      {menu.isOpen ? (
        <section className="menu notices-list" aria-label={words.title}>
          <div className="row notices-top">
            <b>{words.latest}</b>
            <span className="sp" />
            {unread === 0 ? null : (
              <button type="button" className="b" onClick={() => reading.mutate(undefined)}>
                {words.readAll}
              </button>
            )}
          </div>
          {items.length === 0 ? <p className="m">{words.none}</p> : null}
          <Names>
            {(names) => (
              <ul>
                {items.map((notice) => {
                  const where = placeOf(notice, membership.side);
                  return (
                    <li key={notice.id}>
                      <Link
                        to={where.to}
                        search={where.search}
                        className={notice.readAt === null ? 'unread' : ''}
                        onClick={() => {
                          menu.close();
                          if (notice.readAt === null) reading.mutate([notice.id]);
                        }}
                      >
                        {notice.readAt === null ? <span className="vh">{words.unread}: </span> : null}
                        <span className="says">{sentenceOf(notice, names)}</span>
                        {notice.code === null ? null : (
                          <span className="about">
                            <span className="id">{notice.code}</span> {notice.title}
                          </span>
                        )}
                        <span className="q sm">{moment(notice.at)}</span>
                      </Link>
                    </li>
                  );
                })}
              </ul>
            )}
          </Names>
          <Link to="/notifications" className="foot" onClick={menu.close}>
            {words.all}
          </Link>
        </section>
      ) : null}
    </div>
  );
}

/** Names are asked for where they are shown: a page that shows none does not ask. */
function Names({ children }: { readonly children: (names: ReadonlyMap<string, string>) => ReactNode }) {
  const members = useMembers();
  return children(new Map(members.data?.items.map((member) => [member.personId, member.name])));
}
