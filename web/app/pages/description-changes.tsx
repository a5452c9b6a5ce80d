import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { Compared } from '../parts/compared.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { moment } from '../words/en.ts';
import { description as words } from '../words/en-description.ts';
import type { Comparison, Section } from './description-draft.ts';

type Versions = Shape<'description.versions'>;

/** What changed between two approved versions, or since one, word by word. latest: the last one approved */
export function Changes({
  base,
  latest,
  sections,
}: {
  readonly base: string;
  readonly latest: number;
  readonly sections: readonly Section[];
}) {
  const [from, setFrom] = useState(latest);
  const [to, setTo] = useState<number | null>(null);
  const versions = useQuery({
    queryKey: [base, 'versions', latest],
    queryFn: ({ signal }) => ask<Versions>('GET', `${base}/versions`, { signal }),
  });
  const compared = useQuery({
    queryKey: [base, 'compare', latest, from, to],
    queryFn: ({ signal }) =>
      ask<Comparison>('GET', `${base}/compare?from=${from}${to === null ? '' : `&to=${to}`}`, { signal }),
    // What it reads now may change with every register.
    staleTime: to === null ? 0 : Number.POSITIVE_INFINITY,
  });
  const all = versions.data?.items ?? [];
  const nameOf = ({ number, approvedAt, by }: Versions['items'][number]): string =>
    `${number}, ${moment(approvedAt)}, ${by.name}`;
  const changed = (compared.data?.sections ?? []).flatMap((section) => {
    const paragraphs = section.paragraphs.filter((one) => one.pieces.some((piece) => piece.kind !== 'same'));
    return paragraphs.length === 0 ? [] : [{ ...section, paragraphs }];
  });
  return (
    <div className="body pad">
      <div className="row ds-choose">
        <label className="row">
          <span className="lab">{words.compareFrom}</span>
          <select className="in" value={from} onChange={(event) => setFrom(Number(event.target.value))}>
            {all.map((one) => (
              <option key={one.number} value={one.number}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </label>
        <label className="row">
          <span className="lab">{words.compareTo}</span>
          <select
            className="in"
            value={to ?? ''}
            onChange={(event) => setTo(event.target.value === '' ? null : Number(event.target.value))}
          >
            <option value="">{words.asItReads}</option>
            {all
              .filter((one) => one.number > from)
              .map((one) => (
                <option key={one.number} value={one.number}>
                  {nameOf(one)}
                </option>
              ))}
          </select>
        </label>
      </div>
      {compared.isError ? <Failed error={compared.error} retry={() => void compared.refetch()} /> : null}
      {compared.isPending ? <Waiting /> : null}
      {compared.data !== undefined && changed.length === 0 ? <p className="m">{words.unchanged}</p> : null}
      {changed.map((section) => (
        <article key={section.id} className="ds-paper serif">
          <h2>
            <span className="mono q">{section.id}</span> {sections.find((one) => one.id === section.id)?.title}
          </h2>
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph.id} className="ds-compared">
              <Compared pieces={paragraph.pieces} />
            </p>
          ))}
        </article>
      ))}
    </div>
  );
}
