import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ask, type ForeignAccounts, type SentAway } from '../api/client.ts';
import { Refused, useSending } from '../parts/forms.tsx';
import { Failed } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { en, moment } from '../words/en.ts';
import { singleSignOn } from '../words/en-single-sign-on.ts';
import { Card, useAfter } from './account-card.tsx';

/** Accounts at the other house that sign one in here; nothing where there is neither a house nor one left of it. */
export function ForeignAccountCard() {
  const fresh = useFresh();
  const after = useAfter();
  const { kind } = useSearch({ strict: false });
  const accounts = useQuery({
    queryKey: ['foreign-accounts'],
    queryFn: ({ signal }) => ask<ForeignAccounts>('GET', '/session/foreign-accounts', { signal }),
  });
  const sending = useSending(async () => undefined);
  const connect = async (): Promise<void> => {
    const { address } = await fresh(() => ask<SentAway>('POST', '/session/foreign-accounts'));
    location.assign(address);
  };
  const remove = async (id: string): Promise<void> => {
    await fresh(() => ask('DELETE', `/session/foreign-accounts/${id}`));
    await after();
  };
  if (accounts.isError) return <Failed error={accounts.error} retry={() => void accounts.refetch()} />;
  const { through = null, items = [] } = accounts.data ?? {};
  if (through === null && items.length === 0) return null;
  return (
    <Card title={singleSignOn.accounts} aside={<span className="num q">{items.length}</span>}>
      {kind === 'connected' ? (
        <p className="hint" role="status">
          {singleSignOn.connected}
        </p>
      ) : null}
      {through === null ? <p className="m">{singleSignOn.off}</p> : null}
      {through !== null && items.length === 0 ? <p className="m">{singleSignOn.none(through)}</p> : null}
      {items.map((one) => {
        const label = one.label === '' ? singleSignOn.nameless : one.label;
        return (
          <div key={one.id} className="row" style={{ flexWrap: 'wrap' }}>
            <span style={{ overflowWrap: 'anywhere' }}>
              <StatusMark kind={through === null ? 'missing' : 'met'} word={label} />
            </span>
            <span className="q sm" style={{ overflowWrap: 'anywhere' }}>
              {one.issuer.replace(/^https?:\/\//, '')},{' '}
              {one.usedAt === null ? en.me.unused : en.me.used(moment(one.usedAt))}
            </span>
            <span className="sp" />
            <button
              type="button"
              className="b s"
              aria-label={`${singleSignOn.remove}: ${label}`}
              title={singleSignOn.removeHelp}
              disabled={sending.busy}
              onClick={() => sending.run(() => remove(one.id))}
            >
              {singleSignOn.remove}
            </button>
          </div>
        );
      })}
      <Refused error={sending.error} />
      {through === null ? null : (
        <div>
          <button type="button" className="b" disabled={sending.busy} onClick={() => sending.run(connect)}>
            {singleSignOn.connect(through)}
          </button>
        </div>
      )}
    </Card>
  );
}
