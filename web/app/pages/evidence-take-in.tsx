import { IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect } from 'react';
import {
  cancelSending,
  clearEnded,
  isUnderWay,
  resumeSendings,
  type Said,
  sendFiles,
  useSendings,
} from '../api/uploads.ts';
import { useStanding } from '../frame/session.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { StatusMark } from '../parts/status.tsx';
import { textOf } from '../words/en.ts';
import { bytesWord, evidence as words } from '../words/en-evidence.ts';
import { EvidenceStatus } from './evidence-rows.tsx';

/** What is said of files before they go on their way. */
export function TakeIn({
  files,
  replaces,
  close,
}: {
  readonly files: readonly File[];
  readonly replaces?: string;
  readonly close: () => void;
}) {
  const { membership } = useStanding();
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    sendFiles(membership.organizationId, files, saidOf(new FormData(event.currentTarget), replaces));
    close();
  };
  return (
    <Dialog title={words.take.title(files.length)} close={close}>
      <p className="m">{replaces === undefined ? words.take.help : words.take.replacing(replaces)}</p>
      <ul className="ev-files">
        {files.slice(0, 5).map((file) => (
          <li key={`${file.name}-${file.size}-${file.lastModified}`} className="row">
            <span className="ell">{file.name}</span>
            <span className="sp" />
            <span className="q num nw">{bytesWord(file.size)}</span>
          </li>
        ))}
        {files.length > 5 ? <li className="q">+ {files.length - 5}</li> : null}
      </ul>
      <form onSubmit={submit}>
        <SourceFields value={null} />
        <PeriodFields value={null} />
        <label className="f">
          <span className="lab">{words.take.collectedOn}</span>
          <input className="in" type="date" name="collectedOn" max={new Date().toISOString().slice(0, 10)} />
        </label>
        <LinksField value="" />
        <div className="row">
          <button type="submit" className="b p">
            {words.take.go}
          </button>
          <button type="button" className="b g" onClick={close}>
            {words.take.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

type Source = NonNullable<Said['source']>;

export function SourceFields({ value }: { readonly value: Source | null }) {
  return (
    <>
      <label className="f">
        <span className="lab">{words.take.system}</span>
        <input className="in" name="system" maxLength={300} defaultValue={value?.system ?? ''} />
        <span className="hint">{words.take.systemHelp}</span>
      </label>
      <div className="ev-two">
        <label className="f">
          <span className="lab">{words.take.collector}</span>
          <input className="in" name="collector" maxLength={300} defaultValue={value?.collector ?? ''} />
        </label>
        <label className="f">
          <span className="lab">{words.take.account}</span>
          <input className="in" name="account" maxLength={300} defaultValue={value?.account ?? ''} />
        </label>
      </div>
      <label className="f">
        <span className="lab">{words.take.query}</span>
        <input className="in mono" name="query" maxLength={5000} defaultValue={value?.query ?? ''} />
      </label>
    </>
  );
}

export function PeriodFields({
  value,
}: {
  readonly value: {
    readonly periodStart: string | null;
    readonly periodEnd: string | null;
    readonly freshUntil: string | null;
  } | null;
}) {
  return (
    <div className="ev-two">
      {(
        [
          ['periodStart', words.take.from],
          ['periodEnd', words.take.to],
          ['freshUntil', words.take.freshUntil],
        ] as const
      ).map(([name, label]) => (
        <label key={name} className="f">
          <span className="lab">{label}</span>
          <input className="in" type="date" name={name} defaultValue={value?.[name] ?? ''} />
        </label>
      ))}
    </div>
  );
}

export function LinksField({ value }: { readonly value: string }) {
  return (
    <label className="f">
      <span className="lab">{words.take.links}</span>
      <input className="in mono" name="links" maxLength={4000} defaultValue={value} />
      <span className="hint">{words.take.linksHelp}</span>
    </label>
  );
}

/** Null: nothing is said of the source. */
export function sourceOf(form: FormData): Source | null {
  const text = (name: string): string | null => textOf(form.get(name)).trim() || null;
  const system = text('system');
  if (system === null) return null;
  return { system, collector: text('collector'), query: text('query'), account: text('account') };
}

export function codesOf(form: FormData): readonly string[] {
  return textOf(form.get('links'))
    .split(/[\s,;]+/)
    .filter((code) => code !== '')
    .map((code) => code.toUpperCase());
}

function saidOf(form: FormData, replaces: string | undefined): Said {
  const text = (name: string): string => textOf(form.get(name)).trim();
  const source = sourceOf(form);
  const links = codesOf(form);
  const collectedOn = text('collectedOn');
  return {
    ...(source !== null && { source }),
    ...(collectedOn !== '' && { collectedAt: `${collectedOn}T00:00:00Z` }),
    ...(text('periodStart') !== '' && { periodStart: text('periodStart') }),
    ...(text('periodEnd') !== '' && { periodEnd: text('periodEnd') }),
    ...(text('freshUntil') !== '' && { freshUntil: text('freshUntil') }),
    ...(links.length > 0 && { links }),
    ...(replaces !== undefined && { replaces }),
  };
}

/** Files on their way, each with how far it is, and what became of it. */
export function Uploads({ open }: { readonly open: (code: string) => void }) {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const queries = useQueryClient();
  const sendings = useSendings().filter((one) => one.organizationId === organizationId);
  const taken = sendings.filter((one) => one.phase === 'done').length;
  useEffect(() => {
    if (taken > 0) void queries.invalidateQueries({ queryKey: [organizationId, 'evidence'] });
  }, [taken, organizationId, queries]);
  if (sendings.length === 0) return null;
  return (
    <section className="ev-ups" aria-label={words.upload.title}>
      {sendings.map((one) => (
        <div key={one.id} className="ev-up">
          <span className="ell" style={{ fontWeight: 500 }}>
            {one.name}
          </span>
          {isUnderWay(one) ? (
            <progress
              aria-label={`${one.name}: ${words.upload.phases[one.phase]}`}
              max={Math.max(1, one.size)}
              {...(one.phase !== 'scanning' && { value: one.done })}
            />
          ) : (
            <span />
          )}
          <span className="sm q num nw">
            {one.phase === 'sending' || one.phase === 'digest' ? words.upload.of(one.done, one.size) : ''}
          </span>
          <span role="status">
            {one.phase === 'done' && one.item !== null ? (
              <EvidenceStatus item={one.item} />
            ) : (
              <StatusMark
                kind={one.phase === 'failed' ? 'overdue' : one.phase === 'paused' ? 'returned' : 'open'}
                word={words.upload.phases[one.phase]}
              />
            )}
          </span>
          <span className="row gap6">
            {one.phase === 'paused' ? (
              <button type="button" className="b s" onClick={resumeSendings}>
                {words.upload.resume}
              </button>
            ) : null}
            {one.item === null ? null : (
              <button type="button" className="b s" onClick={() => open(one.item?.code ?? '')}>
                {words.upload.open} {one.item.code}
              </button>
            )}
            {isUnderWay(one) ? (
              <button
                type="button"
                className="ib"
                aria-label={words.upload.cancel(one.name)}
                onClick={() => cancelSending(one.id)}
              >
                <IconX size={14} stroke={1.6} />
              </button>
            ) : null}
          </span>
          {one.problem === null ? null : <span className="ev-problem sm m">{one.problem}</span>}
        </div>
      ))}
      {sendings.some((one) => !isUnderWay(one)) ? (
        <button type="button" className="b s g" onClick={clearEnded}>
          {words.upload.hide}
        </button>
      ) : null}
    </section>
  );
}
