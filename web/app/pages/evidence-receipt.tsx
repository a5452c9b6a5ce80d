import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask, type EvidenceItem, type EvidenceReceipt } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { moment } from '../words/en.ts';
import { evidence as words } from '../words/en-evidence.ts';

/** Entry, checkpoint and the path between them, checked in this browser. */
export function EvidenceProof({ item }: { readonly item: EvidenceItem }) {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const receipt = useQuery({
    queryKey: [organizationId, 'evidence', 'receipt', item.id],
    queryFn: async ({ signal }) => {
      const path = `/organizations/${organizationId}/evidence/${item.id}/receipt`;
      const found = await ask<EvidenceReceipt>('GET', path, { signal });
      // The ledger's code comes when somebody asks for a proof: no first visit loads it.
      const { wrongWith } = await import('./check-receipt.ts');
      const wrong = found.proof === null ? null : wrongWith(found, item.sha256);
      return { found, wrong, at: new Date().toISOString() };
    },
    refetchInterval: (query) => (query.state.data?.found.proof === null ? 5_000 : false),
  });
  if (receipt.isError) return <Failed error={receipt.error} retry={() => void receipt.refetch()} />;
  if (receipt.data === undefined) return <Waiting rows={5} />;
  const { found, wrong, at } = receipt.data;
  const { checkpoint, proof } = found;
  return (
    <div className="stackv">
      <div className="row">
        {proof === null ? (
          <StatusMark kind="open" word={words.receipt.waits} />
        ) : wrong === null ? (
          <StatusMark kind="met" word={words.receipt.holds(moment(at).slice(-9))} />
        ) : (
          <StatusMark kind="deviation" word={`${words.receipt.broken}: ${words.receipt.checks[wrong]}`} />
        )}
      </div>
      <dl className="ev-kv">
        <dt>{words.receipt.sha256}</dt>
        <dd className="mono">{found.sha256}</dd>
        <dt>{words.receipt.entry}</dt>
        <dd>{words.receipt.of(found.entry.index, checkpoint?.size ?? null)}</dd>
        <dt>{words.receipt.recorded}</dt>
        <dd>{moment(found.recordedAt)}</dd>
        <dt>{words.receipt.checkpoint}</dt>
        <dd className="mono">{checkpoint?.root ?? '–'}</dd>
      </dl>
      {proof === null ? null : (
        <div>
          <span className="q sm">{words.receipt.steps(proof.hashes.length)}</span>
          <div className="ev-path" aria-hidden>
            {proof.hashes.map((hash, level) => (
              <i key={hash} className={Math.floor(found.entry.index / 2 ** level) % 2 === 1 ? 'l' : ''} />
            ))}
          </div>
        </div>
      )}
      <p className="hint">{words.receipt.says}</p>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <button type="button" className="b" onClick={() => void receipt.refetch()}>
          <IconRefresh size={14} stroke={1.6} />
          {words.receipt.again}
        </button>
        {proof === null ? null : (
          <Download text={proof.tlog} name={`${item.code}.tlog-proof`} word={words.receipt.download} />
        )}
        <Download
          text={JSON.stringify(found, null, 2)}
          name={`${item.code}.receipt.json`}
          word={words.receipt.downloadAll}
        />
      </div>
    </div>
  );
}

function Download({ text, name, word }: { readonly text: string; readonly name: string; readonly word: string }) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return (
    <a className="b" href={address} download={name}>
      <IconDownload size={14} stroke={1.6} />
      {word}
    </a>
  );
}
