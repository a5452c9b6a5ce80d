import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask, type EvidenceItem, type EvidencePreview, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { evidence as words } from '../words/en-evidence.ts';

const largestPicture = 20_000_000;

/** What is in it: rows, lines, a picture; never anything that runs. Every look is on record, so nothing is fetched before it is asked for. */
export function EvidenceContent({ item }: { readonly item: EvidenceItem }) {
  const { membership } = useStanding();
  const content = `/organizations/${membership.organizationId}/evidence/${item.id}/content`;
  if (item.state === 'recalled') return <Empty sentence={words.preview.recalled} />;
  const { type } = item.mediaType;
  return (
    <div className="stackv">
      <div className="row">
        <span className="hint">{words.preview.record}</span>
        <span className="sp" />
        {item.state === 'quarantined' ? (
          <span className="why">
            <StatusMark kind="blocked" word={words.preview.held} />
          </span>
        ) : (
          <a className="b" href={`/api/v1${content}`} download={item.name}>
            <IconDownload size={14} stroke={1.6} />
            {words.drawer.download}
          </a>
        )}
      </div>
      {type === 'application/pdf' ? (
        <Pages item={item} />
      ) : type === 'image/png' || type === 'image/jpeg' ? (
        <Picture item={item} content={content} type={type} />
      ) : (
        <Beginning item={item} />
      )}
    </div>
  );
}

/** A PDF, drawn by the server a page at a time: the file itself never comes to the browser's own reader. */
function Pages({ item }: { readonly item: EvidenceItem }) {
  const { membership } = useStanding();
  const [page, setPage] = useState(0);
  const [known, setKnown] = useState<number | null>(null);
  const path = `/organizations/${membership.organizationId}/evidence/${item.id}/pages/${page}`;
  const shown = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<Shape<'evidence.page'>>('GET', path, { signal }),
    enabled: page > 0,
    // Every look is on record: the same page is not asked for again while it is here.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (item.size > largestPicture) return <Empty sentence={words.preview.large} />;
  if (page === 0) {
    return (
      <button type="button" className="b" onClick={() => setPage(1)}>
        {words.preview.look}
      </button>
    );
  }
  // A page that cannot be shown leaves the way to the others.
  const pages = shown.data?.pages ?? known;
  if (pages !== known) setKnown(pages);
  return (
    <div className="stackv" aria-busy={shown.isPending}>
      <div className="row">
        <button type="button" className="b" disabled={page === 1} onClick={() => setPage(page - 1)}>
          {words.preview.before}
        </button>
        {pages === null ? null : <span role="status">{words.preview.page(page, pages)}</span>}
        <button
          type="button"
          className="b"
          disabled={pages === null || page >= pages}
          onClick={() => setPage(page + 1)}
        >
          {words.preview.after}
        </button>
      </div>
      {shown.isError ? (
        <Failed error={shown.error} retry={() => void shown.refetch()} />
      ) : shown.data === undefined ? (
        <Waiting />
      ) : (
        <PagePicture {...shown.data} alt={words.preview.pageOf(page, item.name)} />
      )}
    </div>
  );
}

function PagePicture(page: {
  readonly png: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}) {
  const { png, width, height, alt } = page;
  const [address, setAddress] = useState('');
  useEffect(() => {
    const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return address === '' ? null : <img className="ev-img" src={address} width={width} height={height} alt={alt} />;
}

/** The picture, decoded by the browser from bytes that are only ever an image: it has no address of its own. */
function Picture({
  item,
  content,
  type,
}: {
  readonly item: EvidenceItem;
  readonly content: string;
  readonly type: string;
}) {
  const [wanted, setWanted] = useState(false);
  const [shown, setShown] = useState('');
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    let address = '';
    const load = async (): Promise<void> => {
      const response = await fetch(`/api/v1${content}`, { signal: stop.signal });
      if (!response.ok) throw new Error(String(response.status));
      const bytes = await response.arrayBuffer();
      if (stop.signal.aborted) return;
      address = URL.createObjectURL(new Blob([bytes], { type }));
      setShown(address);
    };
    load().catch((caught: unknown) => (stop.signal.aborted ? undefined : setError(caught)));
    return () => {
      stop.abort();
      if (address !== '') URL.revokeObjectURL(address);
    };
  }, [wanted, content, type]);
  if (item.size > largestPicture) return <Empty sentence={words.preview.large} />;
  if (item.state === 'quarantined') return <Empty sentence={words.preview.held} />;
  if (error !== null) return <Failed error={error} />;
  if (shown !== '') return <img className="ev-img" src={shown} alt={words.preview.image(item.name)} />;
  return (
    <div>
      <button type="button" className="b" disabled={wanted} onClick={() => setWanted(true)}>
        {words.preview.show}
      </button>
    </div>
  );
}

function Beginning({ item }: { readonly item: EvidenceItem }) {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const preview = useQuery({
    queryKey: [organizationId, 'evidence', 'preview', item.id],
    queryFn: ({ signal }) =>
      ask<EvidencePreview>('GET', `/organizations/${organizationId}/evidence/${item.id}/preview`, { signal }),
    // Bytes never change; one look is one read on record.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (preview.isError) return <Failed error={preview.error} retry={() => void preview.refetch()} />;
  const { data } = preview;
  if (data === undefined) return <Waiting rows={5} />;
  if (data.kind === 'nothing') return <Empty sentence={words.preview.nothing} />;
  const lines = data.kind === 'lines' ? laidOut(item, data) : [];
  const n = data.kind === 'rows' ? data.rows.length + 1 : lines.length;
  return (
    <>
      <div className="row q sm">
        <span>{data.kind === 'rows' ? words.preview.rows(n) : words.preview.lines(n)}</span>
        <span className="pill">{data.isWhole ? words.preview.whole : words.preview.part}</span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="ev-pre" tabIndex={0} role="region" aria-label={words.drawer.tabs.content}>
        {data.kind === 'rows' ? (
          <table>
            <thead>
              <tr>
                <th className="n">#</th>
                {data.head.map((cell, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- columns have no name that is theirs alone
                  <th key={index} className="mono">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.row}>
                  <td className="n q mono">{row.row}</td>
                  {row.cells.map((cell, index) => (
                    // oxlint-disable-next-line react/no-array-index-key -- cells stand by their place
                    <td key={index} className="mono" title={cell}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <div className="ev-lines">
            {lines.map((line) => (
              <div key={line.line}>
                <span className="q">{line.line}</span>
                <span>{line.text}</span>
              </div>
            ))}
          </div>
        )}
      </div>
    </>
  );
}

/** JSON that is there whole is laid out; any other text stays line by line as it came. */
function laidOut(item: EvidenceItem, data: EvidencePreview): EvidencePreview['lines'] {
  if (item.mediaType.type !== 'application/json' || !data.isWhole) return data.lines;
  try {
    const text = JSON.stringify(JSON.parse(data.lines.map((line) => line.text).join('\n')), null, 2);
    return text
      .split('\n')
      .slice(0, 2000)
      .map((line, index) => ({ line: index + 1, text: line }));
  } catch {
    return data.lines;
  }
}
