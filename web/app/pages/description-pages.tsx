import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { askText } from '../api/client.ts';
import { Failed, Waiting } from '../parts/states.tsx';
import { count } from '../words/en.ts';
import { description as words } from '../words/en-description.ts';

/** US Letter, as the report is set. */
const page = { width: 612, height: 792 };

/**
 * The description as it would stand in the report, page by page.
 * digest   of what it says now: another text is set anew
 * latest   the latest approved version; null: none
 * unsaved  whether something typed is not in it yet
 */
export function DescriptionPages({
  base,
  digest,
  latest,
  unsaved,
}: {
  readonly base: string;
  readonly digest: string;
  readonly latest: number | null;
  readonly unsaved: boolean;
}) {
  const [version, setVersion] = useState<number | null>(null);
  const query = version === null ? '' : `?version=${version}`;
  const set = useQuery({
    queryKey: [base, 'pages', version ?? digest],
    queryFn: ({ signal }) => askText(`${base}/pages.svg${query}`, { signal }),
    placeholderData: (before) => before,
    retry: false,
  });
  const shown = usePages(set.data);
  return (
    <div className="ds-pages">
      <div className="row ds-choose">
        <label className="row gap6">
          <span className="lab">{words.pagesOf}</span>
          <select
            className="in"
            value={version ?? 'now'}
            onChange={(event) => setVersion(event.target.value === 'now' ? null : Number(event.target.value))}
          >
            <option value="now">{words.pagesNow}</option>
            {latest === null ? null : <option value={latest}>{words.pagesVersion(latest)}</option>}
          </select>
        </label>
        <a className="b" href={`/api/v1${base}/pages.pdf${query}`} download>
          {words.pagesFile}
        </a>
        {unsaved && version === null ? <span className="hint">{words.pagesUnsaved}</span> : null}
        <span className="sp" />
        <span className="q sm" role="status">
          {set.isFetching ? words.pagesSetting : shown === null ? '' : words.pagesCount(count(shown.pages))}
        </span>
      </div>
      {set.isError ? <Failed error={set.error} retry={() => void set.refetch()} /> : null}
      {shown === null ? (
        set.isError ? null : (
          <Waiting />
        )
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        <div className="ds-sheets" tabIndex={0} role="region" aria-label={words.pages} aria-busy={set.isFetching}>
          {Array.from({ length: shown.pages }, (_, at) => (
            <figure key={at} className="ds-sheet">
              <img
                src={shown.url}
                alt={words.pageOf(at + 1, shown.pages)}
                style={{ height: `${shown.pages * 100}%`, top: `${at * -100}%` }}
              />
            </figure>
          ))}
        </div>
      )}
    </div>
  );
}

/** The pages as one picture behind an address of its own, for as long as it is shown. */
function usePages(svg: string | undefined): { readonly url: string; readonly pages: number } | null {
  const [shown, setShown] = useState<{ readonly url: string; readonly pages: number } | null>(null);
  useEffect(() => {
    if (svg === undefined) return undefined;
    const [, width = 0, height = 0] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg.slice(0, 400))?.map(Number) ?? [];
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setShown({ url, pages: Math.max(1, Math.round(((height / width) * page.width) / page.height)) });
    return () => URL.revokeObjectURL(url);
  }, [svg]);
  return shown;
}
