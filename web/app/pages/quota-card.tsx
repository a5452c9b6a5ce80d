import { useQuery } from '@tanstack/react-query';
import { ask, type Quotas } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { quotas as words } from '../words/en-quotas.ts';

type Quota = Quotas['items'][number];

/** What the organization has of what it may have; the fullest stands first. */
export function QuotaCard() {
  const { membership } = useStanding();
  const quotas = useQuery({
    queryKey: [membership.organizationId, 'quotas'],
    queryFn: ({ signal }) => ask<Quotas>('GET', `/organizations/${membership.organizationId}/quotas`, { signal }),
    retry: false,
  });
  return (
    <section className="card">
      <div className="hd">
        <h2>{words.title}</h2>
      </div>
      <p className="bd hint">{words.help}</p>
      {quotas.isError ? <Failed error={quotas.error} retry={() => void quotas.refetch()} /> : null}
      {quotas.isPending ? <Waiting /> : null}
      {quotas.data === undefined ? null : (
        <table className="quotas">
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.used}</th>
              <th scope="col">{words.most}</th>
            </tr>
          </thead>
          <tbody>
            {quotas.data.items
              .toSorted((a, b) => fullness(b) - fullness(a))
              .map((one) => (
                <Row key={`${one.kind} ${one.part ?? ''}`} quota={one} />
              ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ quota }: { readonly quota: Quota }) {
  const { kind, part, used, most } = quota;
  const full = fullness(quota);
  return (
    <tr>
      <th scope="row">
        {part === null ? words.kinds[kind] : words.records(part)}
        {full < 0.8 ? null : (
          <div>
            <StatusMark kind={full >= 1 ? 'blocked' : 'returned'} word={full >= 1 ? words.full : words.nearly} />
          </div>
        )}
      </th>
      <td className="num">{used === null ? <span className="q">{words.uncounted}</span> : words.amount(kind, used)}</td>
      <td className="num">{most === null ? <span className="q">{words.noBound}</span> : words.amount(kind, most)}</td>
    </tr>
  );
}

/** 1: full; -1: it has no bound, or is not counted */
function fullness({ used, most }: Quota): number {
  if (used === null || most === null) return -1;
  return most === 0 ? 1 : used / most;
}
