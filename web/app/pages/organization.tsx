import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type MadeToken, type Outbox, type Rights, type Tokens } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { count, day, en, moment } from '../words/en.ts';
import { QuotaCard } from './quota-card.tsx';
import { DirectoryCard } from './directory-card.tsx';
import { useOwn, Why } from './own-part.tsx';

/** The organization as an installation knows it: who may do what, tokens of programs, mails. */
export function OrganizationPage() {
  const { membership } = useStanding();
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{membership.organization}</h1>
          <div className="sub">{en.organization.help}</div>
        </div>
      </div>
      <div className="grid2" style={{ paddingTop: 0, gridTemplateColumns: 'minmax(0,1fr) minmax(320px,420px)' }}>
        <RightsCard />
        <div className="stackv">
          <TokenCard />
          <QuotaCard />
          <DirectoryCard />
          <OutboxCard />
        </div>
      </div>
    </div>
  );
}

function RightsCard() {
  const rights = useOwn<Rights>('rights');
  return (
    <section className="card">
      <div className="hd">
        <h2>{en.organization.rights}</h2>
        <span className="q sm ell">{en.organization.rightsHelp}</span>
        <span className="sp" />
        <span className="num q">{count(rights.data?.items.length ?? 0)}</span>
      </div>
      {rights.isError ? <Why error={rights.error} retry={() => void rights.refetch()} /> : null}
      {rights.isPending ? <Waiting /> : null}
      {rights.data?.items.map((policy) => (
        <div key={policy.id} className="policy">
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <span style={{ width: 84, flex: 'none' }}>
              <StatusMark
                kind={policy.effect === 'permit' ? 'met' : 'blocked'}
                word={policy.effect === 'permit' ? en.organization.permit : en.organization.forbid}
              />
            </span>
            <span style={{ flex: 1 }}>{policy.says}</span>
            {policy.rule === null ? null : <span className="mono m">{policy.rule}</span>}
          </div>
          <details>
            <summary className="q sm">{en.organization.text}</summary>
            <pre className="mono m">{policy.text}</pre>
          </details>
        </div>
      ))}
    </section>
  );
}

function TokenCard() {
  const { membership } = useStanding();
  const fresh = useFresh();
  const queries = useQueryClient();
  const tokens = useOwn<Tokens>('tokens');
  const [made, setMade] = useState('');
  const base = `/organizations/${membership.organizationId}/tokens`;
  const again = () => queries.invalidateQueries({ queryKey: [membership.organizationId, 'tokens'] });
  const sending = useSending(async ({ name, scopes = '', days }) => {
    const body = {
      name,
      scopes: scopes.split(/[\s,]+/).filter((scope) => scope !== ''),
      days: Number(days),
    };
    const { token } = await fresh(() => ask<MadeToken>('POST', base, { body }));
    setMade(token);
    await again();
  });
  const revoke = async (id: string): Promise<void> => {
    await ask('DELETE', `${base}/${id}`);
    await again();
  };
  return (
    <section className="card">
      <div className="hd">
        <h2>{en.organization.tokens}</h2>
      </div>
      {tokens.isError ? <Why error={tokens.error} retry={() => void tokens.refetch()} /> : null}
      {tokens.data?.items.length === 0 ? <p className="bd m">{en.organization.noTokens}</p> : null}
      {tokens.data?.items.map((token) => (
        <div key={token.id} className="policy row">
          <div style={{ minWidth: 0, flex: 1 }}>
            <div className="ell">{token.name}</div>
            <div className="q sm">
              {en.organization.ends} {day(token.expiresAt)}, {en.organization.used.toLowerCase()}{' '}
              {token.lastUsedAt === null ? en.organization.never : moment(token.lastUsedAt)}
            </div>
            <div className="mono m ell">{token.scopes.join(', ')}</div>
          </div>
          {token.revokedAt === null ? (
            <button
              type="button"
              className="b s"
              aria-label={`${en.organization.revoke}: ${token.name}`}
              onClick={() => sending.run(() => revoke(token.id))}
            >
              {en.organization.revoke}
            </button>
          ) : (
            <StatusMark kind="not-applicable" word={en.organization.revoked} />
          )}
        </div>
      ))}
      {tokens.data === undefined ? null : (
        <form className="bd" onSubmit={sending.submit}>
          {made === '' ? null : (
            <div role="status" style={{ marginBottom: 14 }}>
              <p className="lab">{en.organization.made}</p>
              <p className="token mono">{made}</p>
            </div>
          )}
          <p className="hint" style={{ marginBottom: 10 }}>
            {en.organization.tokensHelp}
          </p>
          <Input name="name" label={en.organization.tokenName} autoComplete="off" />
          <Input
            name="scopes"
            label={en.organization.scopes}
            autoComplete="off"
            value="controls:read"
            help={en.organization.scopesHelp}
          />
          <Input name="days" label={en.organization.days} type="number" autoComplete="off" value="90" />
          <Refused error={sending.error} />
          <button type="submit" className="b" disabled={sending.busy}>
            {en.organization.make}
          </button>
        </form>
      )}
    </section>
  );
}

function OutboxCard() {
  const outbox = useOwn<Outbox>('outbox');
  return (
    <section className="card">
      <div className="hd">
        <h2>{en.organization.outbox}</h2>
      </div>
      {outbox.isError ? <Why error={outbox.error} retry={() => void outbox.refetch()} /> : null}
      {outbox.data === undefined ? null : (
        <p className="bd hint">
          {outbox.data.items.length === 0 ? en.organization.noMail : en.organization.outboxHelp}
        </p>
      )}
      {outbox.data?.items.map((mail) => (
        <details key={mail.id} className="policy">
          <summary>
            <b>{mail.subject}</b>{' '}
            <span className="q sm">
              {mail.to}, {moment(mail.createdAt)}, {mail.sentAt === null ? en.organization.waits : en.organization.sent}
            </span>
          </summary>
          {mail.text === null ? null : <pre className="mono m">{mail.text}</pre>}
        </details>
      ))}
    </section>
  );
}
