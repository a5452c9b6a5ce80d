import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { askText } from '../api/client.ts';
import { Failed, Waiting } from '../parts/states.tsx';
import { count } from '../words/en.ts';
import { description as words } from '../words/en-description.ts';
import type { Section } from './description-draft.ts';
import { type Passage, type Place, placeOf, placesIn } from './description-places.ts';

/** US Letter, as the report is set. */
const page = { width: 612, height: 792 };

/**
 * The description as it would stand in the report, page by page.
 * digest   of what it says now: another text is set anew
 * latest   the latest approved version; null: none
 * unsaved  whether something typed is not in it yet
 * at       the passage that is looked for; null: none
 * onOpen   told which passage is to be opened in the text
 */
export function DescriptionPages({
  base,
  digest,
  latest,
  unsaved,
  sections,
  at,
  onOpen,
}: {
  readonly base: string;
  readonly digest: string;
  readonly latest: number | null;
  readonly unsaved: boolean;
  readonly sections: readonly Section[];
  readonly at: Passage | null;
  readonly onOpen: (passage: Passage) => void;
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
        <Looked shown={shown} isSetting={set.isFetching} sections={sections} at={at} onOpen={onOpen} />
      )}
    </div>
  );
}

/** The sections with their pages, which is the way by the keyboard, and the sheets, whose passages lead to the text. */
function Looked({
  shown,
  isSetting,
  sections,
  at,
  onOpen,
}: {
  readonly shown: Shown;
  readonly isSetting: boolean;
  readonly sections: readonly Section[];
  readonly at: Passage | null;
  readonly onOpen: (passage: Passage) => void;
}) {
  const [looked, setLooked] = useState(at);
  const list = useRef<HTMLElement>(null);
  const sheets = useRef<HTMLDivElement>(null);
  // Who comes from the text goes on from the section they come from.
  useEffect(() => {
    if (at !== null) list.current?.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true });
  }, [at]);
  useEffect(() => {
    if (looked !== null) sheets.current?.querySelector('[data-looked]')?.scrollIntoView({ block: 'center' });
  }, [looked, shown]);
  const place = looked === null ? undefined : placeOf(shown.places, looked);
  const titles = new Map(sections.map(({ id, title }) => [id, title]));
  return (
    <div className="ds-looked">
      <nav className="ds-sections" aria-label={words.sections} ref={list}>
        <ul>
          {sections.map(({ id, title }) => {
            const [first] = placeOf(shown.places, { section: id, paragraph: null })?.boxes ?? [];
            return (
              <li key={id} className="row">
                <button
                  type="button"
                  aria-current={looked?.section === id ? 'true' : undefined}
                  disabled={first === undefined}
                  onClick={() => setLooked({ section: id, paragraph: null })}
                >
                  <span className="mono">{id}</span>
                  <span className="ell">{title}</span>
                  <span className="num q">{first === undefined ? '' : words.onPage(first.page)}</span>
                </button>
                <button
                  type="button"
                  className="b g s"
                  aria-label={words.toText(title)}
                  onClick={() => onOpen(looked?.section === id ? looked : { section: id, paragraph: null })}
                >
                  {words.edit}
                </button>
              </li>
            );
          })}
        </ul>
      </nav>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
      <div className="ds-sheets" tabIndex={0} role="region" aria-label={words.pages} aria-busy={isSetting} ref={sheets}>
        {Array.from({ length: shown.pages }, (_, index) => (
          <figure key={index} className="ds-sheet">
            <img
              src={shown.url}
              alt={words.pageOf(index + 1, shown.pages)}
              style={{ height: `${shown.pages * 100}%`, top: `${index * -100}%` }}
            />
            {shown.places.flatMap((one) =>
              one.boxes
                .filter((box) => box.page === index + 1)
                .map((box) => (
                  <button
                    key={`${one.section} ${one.paragraph} ${box.top}`}
                    type="button"
                    className="ds-place"
                    // Hundreds of passages are no stops of the keyboard: the sections beside them are.
                    tabIndex={-1}
                    title={words.toText(titles.get(one.section) ?? one.section)}
                    aria-label={words.toText(titles.get(one.section) ?? one.section)}
                    data-place={`${one.section} ${one.paragraph ?? ''}`}
                    data-looked={one === place ? '' : undefined}
                    style={{
                      left: share(box.left - air, page.width),
                      top: share(box.top - air, page.height),
                      width: share(box.right - box.left + 2 * air, page.width),
                      height: share(box.bottom - box.top + 2 * air, page.height),
                    }}
                    onClick={() => onOpen(one)}
                  />
                )),
            )}
          </figure>
        ))}
      </div>
    </div>
  );
}

/** Around a passage, in points: half of what stands between two points of a list, which also holds what hangs under their last line. */
const air = 3;
const share = (points: number, whole: number): string => `${(points / whole) * 100}%`;

/** url: of the picture of all pages; places: on these pages and no others */
interface Shown {
  readonly url: string;
  readonly pages: number;
  readonly places: readonly Place[];
}

/** The pages as one picture behind an address of its own, for as long as it is shown. */
function usePages(svg: string | undefined): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    if (svg === undefined) return undefined;
    const [, width = 0, height = 0] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg.slice(0, 400))?.map(Number) ?? [];
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    const pages = Math.max(1, Math.round(((height / width) * page.width) / page.height));
    setShown({ url, pages, places: placesIn(svg) });
    return () => URL.revokeObjectURL(url);
  }, [svg]);
  return shown;
}
