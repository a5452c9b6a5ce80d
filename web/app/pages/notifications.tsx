import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ask } from '../api/client.ts';
import { type Notices, placeOf, sentenceOf, useReading } from '../frame/notices.ts';
import '../frame/notices.css';
import { useMembers, useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { moment } from '../words/en.ts';
import { notices as words } from '../words/en-notices.ts';

/** Everything the person who looks was told, latest first. Opening the page marks nothing; following or marking does. */
export function NotificationsPage() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const where: { readonly state?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const members = useMembers();
  const reading = useReading();
  const isUnread = where.state === 'unread';
  const list = useInfiniteQuery({
    queryKey: [organizationId, 'notices', 'all', isUnread],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50', ...(isUnread && { unread: 'true' }) });
      if (pageParam !== '') query.set('cursor', pageParam);
      return ask<Notices>('GET', `/organizations/${organizationId}/notices?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page: Notices) => page.next,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  const names = new Map(members.data?.items.map((member) => [member.personId, member.name]));
  const show = (state: string | undefined): void =>
    void navigate({ to: '.', search: state === undefined ? {} : { state }, replace: true });
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub" style={{ whiteSpace: 'normal' }}>
            {words.help}
          </div>
        </div>
        <span className="sp" />
        <Link to="/settings/notifications" className="b">
          {words.choose}
        </Link>
        {unread === 0 ? null : (
          <button type="button" className="b p" disabled={reading.isPending} onClick={() => reading.mutate(undefined)}>
            {words.readAll}
          </button>
        )}
      </div>
      <div className="row gap6" style={{ padding: '0 20px 10px' }}>
        <button
          type="button"
          className={`chip${isUnread ? '' : ' on'}`}
          aria-pressed={!isUnread}
          onClick={() => show(undefined)}
        >
          {words.everything}
        </button>
        <button
          type="button"
          className={`chip${isUnread ? ' on' : ''}`}
          aria-pressed={isUnread}
          onClick={() => show('unread')}
        >
          {words.unreadOnly} <span className="num">{words.figure(unread)}</span>
        </button>
      </div>
      {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isLoading ? <Waiting /> : null}
      {list.data !== undefined && items.length === 0 ? (
        <Empty sentence={isUnread ? words.noneUnread : words.none} />
      ) : null}
      {items.length === 0 ? null : (
        <div className="pad">
          <div className="card" style={{ overflow: 'auto' }}>
            <table className="notice-table" aria-label={words.title}>
              <tbody>
                {items.map((notice) => {
                  const to = placeOf(notice, membership.side);
                  const isNew = notice.readAt === null;
                  return (
                    <tr key={notice.id} className={isNew ? 'unread' : ''}>
                      <td className="what">{sentenceOf(notice, names)}</td>
                      <td className="ell about">
                        <Link
                          to={to.to}
                          search={to.search}
                          style={{ color: 'inherit' }}
                          onClick={() => (isNew ? reading.mutate([notice.id]) : undefined)}
                        >
                          {notice.code === null ? sentenceOf(notice, names) : `${notice.code} ${notice.title ?? ''}`}
                        </Link>
                      </td>
                      <td className="q sm num">{moment(notice.at)}</td>
                      <td>
                        {isNew ? (
                          <button
                            type="button"
                            className="b"
                            aria-label={`${words.read}: ${notice.code ?? sentenceOf(notice, names)}`}
                            onClick={() => reading.mutate([notice.id])}
                          >
                            {words.read}
                          </button>
                        ) : null}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          {list.hasNextPage ? (
            <button
              type="button"
              className="b"
              disabled={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {words.more}
            </button>
          ) : null}
        </div>
      )}
    </div>
  );
}
