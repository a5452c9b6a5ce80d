import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask, type EvidenceItem, type Register, type Shape, type SharedPreview } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { evidence as words } from '../words/en-evidence.ts';

const largestPicture = 20_000_000;

/** An own item: what is in it, and the original bytes. */
export function EvidenceContent({ item }: { readonly item: EvidenceItem }) {
  const { membership } = useStanding();
  const take = useMay('exportEvidence');
  const path = `/organizations/${membership.organizationId}/evidence/${item.id}`;
  if (item.state === 'recalled') return <Empty sentence={words.preview.recalled} />;
  return (
    <div className="stackv">
      <div className="row">
        <span className="hint">{words.preview.record}</span>
        <span className="sp" />
        {item.state === 'quarantined' ? (
          <span className="why">
            <StatusMark kind="blocked" word={words.preview.held} />
          </span>
        ) : take.allowed ? (
          <a className="b" href={`/api/v1${path}/content`} download={item.name}>
            <IconDownload size={14} stroke={1.6} />
            {words.drawer.download}
          </a>
        ) : (
          <span className="why">{take.reason}</span>
        )}
      </div>
      <Look
        path={path}
        file={{ name: item.name, size: item.size, type: item.mediaType.type }}
        isHeld={item.state === 'quarantined'}
        take={take}
      />
    </div>
  );
}

/** type: its media type; size: bytes */
interface Looked {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/**
 * What is in evidence, one's own or sent: rows, lines, pages, a picture; never anything that runs. Every look is on record, so nothing
 * is fetched before it is asked for.
 * path     where its content, preview and pages are
 * isHeld   nobody released it yet: only the beginning of a text and pages are shown
 * take     whether whoever looks may have the bytes themselves
 * isAsked  somebody opened it just to look
 */
export function Look({
  path,
  file,
  isHeld = false,
  take,
  isAsked = false,
}: {
  readonly path: string;
  readonly file: Looked;
  readonly isHeld?: boolean;
  readonly take: Register['allowed']['export'];
  readonly isAsked?: boolean;
}) {
  const { type } = file;
  if (type === 'application/pdf') return <Pages path={path} file={file} isAsked={isAsked} />;
  if (type !== 'image/png' && type !== 'image/jpeg') return <Beginning path={path} type={type} />;
  if (file.size > largestPicture) return <Empty sentence={words.preview.large} />;
  if (isHeld) return <Empty sentence={words.preview.held} />;
  // The browser draws a picture from its bytes.
  if (!take.allowed) return <Empty sentence={take.reason ?? words.preview.nothing} />;
  return <Picture path={path} file={file} isAsked={isAsked} />;
}

/** A PDF, drawn by the server a page at a time: the file itself never comes to the browser's own reader. */
function Pages({ path, file, isAsked }: { readonly path: string; readonly file: Looked; readonly isAsked: boolean }) {
  const [page, setPage] = useState(isAsked ? 1 : 0);
  const [known, setKnown] = useState<number | null>(null);
  const at = `${path}/pages/${page}`;
  const isLarge = file.size > largestPicture;
  const shown = useQuery({
    queryKey: [at],
    queryFn: ({ signal }) => ask<Shape<'PagePicture'>>('GET', at, { signal }),
    enabled: page > 0 && !isLarge,
    // Every look is on record: the same page is not asked for again while it is here.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isLarge) return <Empty sentence={words.preview.large} />;
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
        <PagePicture {...shown.data} alt={words.preview.pageOf(page, file.name)} />
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
function Picture({ path, file, isAsked }: { readonly path: string; readonly file: Looked; readonly isAsked: boolean }) {
  const { type } = file;
  const content = `${path}/content`;
  const [wanted, setWanted] = useState(isAsked);
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
  if (error !== null) return <Failed error={error} />;
  if (shown !== '') return <img className="ev-img" src={shown} alt={words.preview.image(file.name)} />;
  return (
    <div>
      <button type="button" className="b" disabled={wanted} onClick={() => setWanted(true)}>
        {words.preview.show}
      </button>
    </div>
  );
}

function Beginning({ path, type }: { readonly path: string; readonly type: string }) {
  const at = `${path}/preview`;
  const preview = useQuery({
    queryKey: [at],
    queryFn: ({ signal }) => ask<SharedPreview>('GET', at, { signal }),
    // Bytes never change; one look is one read on record.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (preview.isError) return <Failed error={preview.error} retry={() => void preview.refetch()} />;
  const { data } = preview;
  if (data === undefined) return <Waiting rows={5} />;
  if (data.kind === 'nothing') return <Empty sentence={words.preview.nothing} />;
  const lines = data.kind === 'lines' ? laidOut(type, data) : [];
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
function laidOut(type: string, data: SharedPreview): SharedPreview['lines'] {
  if (type !== 'application/json' || !data.isWhole) return data.lines;
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
