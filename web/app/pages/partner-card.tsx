import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type Pairing } from '../api/client.ts';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { moment } from '../words/en.ts';
import { partner } from '../words/en-partner.ts';

const words = partner.pairing;

/** The key of a partner who has an installation of their own: what to send them, and whether theirs is confirmed. at: the route; may: whether the person may confirm one */
export function PartnerCard({ at, may }: { readonly at: string; readonly may: boolean }) {
  const fresh = useFresh();
  const queries = useQueryClient();
  const [round, setRound] = useState(0);
  const [isCopied, setCopied] = useState(false);
  const pairing = useQuery({
    queryKey: [at],
    queryFn: ({ signal }) => ask<Pairing>('GET', at, { signal }),
    retry: false,
  });
  const sending = useSending(async ({ card }) => {
    queries.setQueryData([at], await fresh(() => ask<Pairing>('PUT', at, { body: { card } })));
    setRound(round + 1);
  });
  if (pairing.isError) return <Failed error={pairing.error} retry={() => void pairing.refetch()} />;
  if (pairing.isPending) return <Waiting />;
  const { own, partner: theirs } = pairing.data;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(own.card);
    setCopied(true);
  };
  return (
    <details className="bd">
      <summary>
        {words.title}{' '}
        {theirs === null ? (
          <span className="q sm">{words.none}</span>
        ) : (
          <StatusMark kind="met" word={`${words.since} ${moment(theirs.confirmedAt)}`} />
        )}
      </summary>
      <p className="hint" style={{ marginTop: 10 }}>
        {words.help}
      </p>
      <dl className="kv">
        <dt>{words.own}</dt>
        <dd>
          <code className="mono sm wrap">{own.card}</code>{' '}
          <button type="button" className="b" onClick={() => void copy()}>
            {isCopied ? words.copied : words.copy}
          </button>
        </dd>
        <dt>{words.ownFingerprint}</dt>
        <dd className="mono">{own.fingerprint}</dd>
        {theirs === null ? null : (
          <>
            <dt>{words.theirFingerprint}</dt>
            <dd className="mono">{theirs.fingerprint}</dd>
            <dt>{words.log}</dt>
            <dd className="m">{words.held(theirs.held)}</dd>
          </>
        )}
      </dl>
      <form key={round} onSubmit={sending.submit} hidden={!may}>
        <Input name="card" label={words.card} autoComplete="off" help={words.cardHelp} />
        <Refused error={sending.error} />
        <button type="submit" className="b" disabled={sending.busy}>
          {theirs === null ? words.confirm : words.replace}
        </button>
      </form>
    </details>
  );
}
