import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { ask, type Engagements, type PlannedPackage } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { Input, Refused, useSending } from '../parts/forms.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day } from '../words/en.ts';
import { exchange } from '../words/en-exchange.ts';
import { partner as words } from '../words/en-partner.ts';
import { PartnerCard } from './partner-card.tsx';
import './partners.css';

type Engagement = Engagements['items'][number];

/** Engagements with partners who are not here: what leaves, and what comes back. */
export function PartnersPage() {
  const { membership } = useStanding();
  const may = useMay('exchange');
  const base = `/organizations/${membership.organizationId}/exchange`;
  const key = [membership.organizationId, 'engagements'];
  const engagements = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask<Engagements>('GET', `${base}/engagements`, { signal }),
    retry: false,
  });
  const outside = engagements.data?.items.filter((one) => one.outside) ?? [];
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub wrap">{words.help}</div>
        </div>
      </div>
      <div className="pad stackv">
        {engagements.isError ? <Failed error={engagements.error} retry={() => void engagements.refetch()} /> : null}
        {engagements.isPending ? <Waiting /> : null}
        {engagements.data !== undefined && outside.length === 0 ? <Empty sentence={words.none} /> : null}
        {outside.map((engagement) => (
          <One key={engagement.id} engagement={engagement} base={base} may={may.allowed} />
        ))}
        {engagements.data === undefined || !may.allowed ? null : <Begin base={base} queryKey={key} />}
        {engagements.data === undefined || may.reason === null ? null : <p className="why sm">{may.reason}</p>}
      </div>
    </div>
  );
}

function Begin({ base, queryKey }: { readonly base: string; readonly queryKey: readonly string[] }) {
  const queries = useQueryClient();
  const [round, setRound] = useState(0);
  const sending = useSending(async ({ name, title, type, first = '', last }) => {
    const body = { name, title, type, periodStart: first === '' ? null : first, periodEnd: last };
    await ask('POST', `${base}/outside`, { body });
    await queries.invalidateQueries({ queryKey });
    setRound(round + 1);
  });
  return (
    <section className="card">
      <div className="hd">
        <h2>{words.begin}</h2>
      </div>
      <form className="bd" key={round} onSubmit={sending.submit}>
        <p className="hint">{words.beginHelp}</p>
        <Input name="name" label={words.name} autoComplete="organization" />
        <Input name="title" label={words.engagement} autoComplete="off" />
        <label className="f">
          <span className="lab">{words.type}</span>
          <select className="in" name="type">
            {Object.entries(words.types).map(([type, word]) => (
              <option key={type} value={type}>
                {word}
              </option>
            ))}
          </select>
        </label>
        <label className="f">
          <span className="lab">{words.first}</span>
          <input className="in" name="first" type="date" />
        </label>
        <label className="f">
          <span className="lab">{words.last}</span>
          <input className="in" name="last" type="date" required />
        </label>
        <Refused error={sending.error} />
        <button type="submit" className="b p" disabled={sending.busy}>
          {words.submit}
        </button>
      </form>
    </section>
  );
}

function One({
  engagement,
  base,
  may,
}: {
  readonly engagement: Engagement;
  readonly base: string;
  /** whether the person may give out and take in */
  readonly may: boolean;
}) {
  const at = `${base}/engagements/${engagement.id}/package`;
  const { membership } = useStanding();
  const queries = useQueryClient();
  const [file, setFile] = useState<Blob | null>(null);
  const [planned, setPlanned] = useState<PlannedPackage | null>(null);
  const [isTaken, setTaken] = useState(false);
  const sending = useSending(() => Promise.resolve());
  const look = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = new FormData(event.currentTarget).get('file');
    if (!(found instanceof Blob)) return;
    sending.run(async () => {
      setPlanned(null);
      setTaken(false);
      setPlanned(await ask<PlannedPackage>('POST', `${at}/preview`, { bytes: found }));
      setFile(found);
    });
  };
  const take = (): void =>
    sending.run(async () => {
      if (file === null) return;
      setPlanned(await ask<PlannedPackage>('POST', at, { bytes: file }));
      setTaken(true);
      await queries.invalidateQueries({ queryKey: [membership.organizationId] });
    });
  const isRefused = planned?.rows.some((row) => row.problems.length > 0) === true;
  const isNew = planned?.rows.some((row) => row.does !== null) === true;
  const { title, partner, periodStart, periodEnd } = engagement;
  return (
    <section className="card" aria-label={words.one(title)}>
      <div className="hd">
        <h2 className="ell">{title}</h2>
        <span className="q sm ell">{partner}</span>
        <span className="sp" />
        <span className="q sm">{words.until(periodStart === null ? null : day(periodStart), day(periodEnd))}</span>
      </div>
      {may ? (
        <div className="bd">
          <p className="hint">{words.giveHelp}</p>
          <a className="b" href={`/api/v1${at}`} download>
            {words.give}
          </a>
        </div>
      ) : null}
      <form className="bd" onSubmit={look} hidden={!may}>
        <label className="f">
          <span className="lab">{words.file}</span>
          <input className="in" type="file" name="file" accept=".zip,.xlsx" required />
        </label>
        <Refused error={sending.error} />
        <button type="submit" className="b" disabled={sending.busy}>
          {sending.busy ? words.looking : words.look}
        </button>
      </form>
      {planned === null ? null : (
        <>
          <p className="bd sm">
            {planned.signed === null ? (
              <StatusMark kind="not-applicable" word={words.unsigned} />
            ) : (
              <StatusMark kind="met" word={words.signed(planned.signed)} />
            )}
          </p>
          <Rows planned={planned} />
          <div className="bd row" role="status">
            {isTaken ? <StatusMark kind="met" word={words.taken} /> : null}
            {isRefused ? <StatusMark kind="blocked" word={words.refused} /> : null}
            {!isRefused && !isNew && !isTaken ? <StatusMark kind="not-applicable" word={words.nothingNew} /> : null}
            {!isRefused && isNew && !isTaken ? (
              <button type="button" className="b p" disabled={sending.busy} onClick={take}>
                {words.takeIn}
              </button>
            ) : null}
          </div>
        </>
      )}
      <PartnerCard at={`${base}/engagements/${engagement.id}/partner`} may={may} />
    </section>
  );
}

/** One line of a text, and all of it where it is opened. */
function Cut({ text }: { readonly text: string }) {
  if (text.length <= 60 && !text.includes('\n')) return text;
  return (
    <details>
      <summary className="ell">{text}</summary>
      <p>{text}</p>
    </details>
  );
}

function Rows({ planned }: { readonly planned: PlannedPackage }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
    <div className="shown" style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={words.file}>
      <table>
        <thead>
          <tr>
            {Object.entries(words.columns).map(([name, word]) => (
              <th key={name} scope="col" className={name === 'row' ? 'n' : ''}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {planned.rows.map((row) => (
            <tr key={row.row}>
              <td className="n">{row.row}</td>
              <td className="id">{row.reference}</td>
              <td className="pn-cut">
                <Cut text={row.title} />
              </td>
              <td>{row.does === null ? words.unchanged : exchange.kinds[row.does]}</td>
              <td className="pn-cut">
                <Cut text={row.text} />
              </td>
              <td>{row.files.map((one) => one.name).join(', ')}</td>
              <td>
                {row.problems.length > 0 ? (
                  <StatusMark kind="blocked" word={`${words.doesNotFit}: ${row.problems.join(' ')}`} />
                ) : (
                  <StatusMark
                    kind={row.does === null ? 'not-applicable' : 'met'}
                    word={row.does === null ? words.unchanged : words.fits}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
