import { IconLogin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask, type SentAway, type Setup } from '../api/client.ts';
import { singleSignOn } from '../words/en-single-sign-on.ts';
import { useSending, Refused } from './forms.tsx';

/** Pages of one browser tell each other that a fresh proof was given. */
const channelName = 'tickmark.proved';

/** What the page before signing in asks once: whether there is anybody, and the name of single sign-on. */
export function useSetup() {
  return useQuery({ queryKey: ['setup'], queryFn: () => ask<Setup>('GET', '/setup') });
}

/** Leads to the other house. invitation: what is accepted on coming back */
export function EnterButton({
  name,
  invitation,
  isFirst,
}: {
  readonly name: string;
  readonly invitation?: string;
  readonly isFirst: boolean;
}) {
  const sending = useSending(async () => undefined);
  const go = async (): Promise<void> => {
    const body = invitation === undefined ? {} : { invitation };
    location.assign((await ask<SentAway>('POST', '/auth/oidc/begin', { body })).address);
  };
  return (
    <>
      <button
        type="button"
        className={`b wide${isFirst ? ' p' : ''}`}
        style={isFirst ? undefined : { marginTop: 8 }}
        disabled={sending.busy}
        onClick={() => sending.run(go)}
      >
        <IconLogin2 size={16} stroke={1.6} />
        <span className="ell">{invitation === undefined ? singleSignOn.enter(name) : singleSignOn.join(name)}</span>
      </button>
      <Refused error={sending.error} />
    </>
  );
}

/** A fresh proof through the other house, in a page of its own: what was typed here stays. */
export function ProveElsewhere({
  name,
  isFirst,
  proved,
}: {
  readonly name: string;
  readonly isFirst: boolean;
  readonly proved: () => void;
}) {
  const [address, setAddress] = useState('');
  const sending = useSending(async () => undefined);
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', proved);
    return () => channel.close();
  });
  const go = async (): Promise<void> => {
    const sent = await ask<SentAway>('POST', '/auth/oidc/step-up');
    setAddress(sent.address);
    open(sent.address, '_blank', 'noopener');
  };
  if (address === '') {
    return (
      <>
        <button
          type="button"
          className={`b wide${isFirst ? ' p' : ''}`}
          style={{ margin: '10px 0' }}
          disabled={sending.busy}
          onClick={() => sending.run(go)}
        >
          <span className="ell">{singleSignOn.stepUp(name)}</span>
        </button>
        <Refused error={sending.error} />
      </>
    );
  }
  return (
    <div role="status">
      <p className="m">{singleSignOn.stepUpOpened}</p>
      <div className="row" style={{ margin: '10px 0' }}>
        <button type="button" className="b p" onClick={proved}>
          {singleSignOn.stepUpGoOn}
        </button>
        <a className="b" href={address} target="_blank" rel="noopener">
          {singleSignOn.stepUpOpen}
        </a>
      </div>
    </div>
  );
}

/** Tells the page that waits. */
export function tellProved(): void {
  const channel = new BroadcastChannel(channelName);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches pages of this origin alone
  channel.postMessage(null);
  channel.close();
}
