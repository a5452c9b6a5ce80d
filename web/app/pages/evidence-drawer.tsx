import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { ApiError, ask, type EvidenceHistory, type EvidenceItem } from '../api/client.ts';
import { addressOf } from '../frame/addresses.ts';
import { useMay, useMembers, useStanding } from '../frame/session.tsx';
import { FormButtons } from '../parts/forms.tsx';
import { HistoryEntries } from '../parts/history.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day, en, moment, textOf } from '../words/en.ts';
import { bytesWord, evidence as words } from '../words/en-evidence.ts';
import { EvidenceContent } from './evidence-preview.tsx';
import { EvidenceProof } from './evidence-receipt.tsx';
import { EvidenceStatus } from './evidence-rows.tsx';
import { codesOf, LinksField, PeriodFields, SourceFields, sourceOf } from './evidence-take-in.tsx';

const tabs = ['overview', 'content', 'receipt', 'history'] as const;

/** One item over its list. */
export function EvidenceDrawer({
  code,
  walk,
  close,
  show,
  replace,
}: {
  readonly code: string;
  readonly walk: (step: number) => void;
  readonly close: () => void;
  readonly show: (code: string) => void;
  readonly replace: (code: string, files: readonly File[]) => void;
}) {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const [tab, setTab] = useState<(typeof tabs)[number]>('overview');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || event.metaKey || event.ctrlKey || event.altKey || document.querySelector('dialog[open]') !== null)
        return;
      if (event.key === 'Escape') close();
      if (event.key === 'j') walk(1);
      if (event.key === 'k') walk(-1);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  const found = useQuery({
    queryKey: [organizationId, 'evidence', 'one', code],
    queryFn: ({ signal }) => ask<EvidenceItem>('GET', `/organizations/${organizationId}/evidence/${code}`, { signal }),
  });
  const item = found.data;
  return (
    <aside className="drawer" ref={panel} tabIndex={-1} aria-label={item?.name ?? code}>
      <div className="row" style={{ padding: '12px 16px 4px' }}>
        <span className="mono m">{code}</span>
        {item === undefined ? null : <EvidenceStatus item={item} tag />}
        <span className="sp" />
        <button type="button" className="ib" aria-label={en.drawer.previous} onClick={() => walk(-1)}>
          <IconChevronUp size={16} stroke={1.6} />
        </button>
        <button type="button" className="ib" aria-label={en.drawer.next} onClick={() => walk(1)}>
          <IconChevronDown size={16} stroke={1.6} />
        </button>
        <button type="button" className="ib" aria-label={en.drawer.close} onClick={close}>
          <IconX size={16} stroke={1.6} />
        </button>
      </div>
      <h2 style={{ padding: '0 16px 2px', fontSize: 17, lineHeight: '24px', overflowWrap: 'anywhere' }}>
        {item?.name ?? code}
      </h2>
      <p className="m" style={{ padding: '0 16px 8px' }}>
        {item === undefined ? null : <Serves item={item} />}
      </p>
      <div className="tabs" role="tablist" aria-label={code}>
        {tabs.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => setTab(one)}>
            {words.drawer.tabs[one]}
          </button>
        ))}
      </div>
      <div className="in-body">
        {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} /> : null}
        {item === undefined && !found.isError ? <Waiting rows={5} /> : null}
        {item !== undefined && tab === 'overview' ? <Overview item={item} show={show} replace={replace} /> : null}
        {item !== undefined && tab === 'content' ? <EvidenceContent item={item} /> : null}
        {item !== undefined && tab === 'receipt' ? <EvidenceProof item={item} /> : null}
        {item !== undefined && tab === 'history' ? <HistoryOf item={item} /> : null}
      </div>
    </aside>
  );
}

function Serves({ item }: { readonly item: EvidenceItem }) {
  const { membership } = useStanding();
  if (item.links.length === 0) return words.drawer.servesNothing;
  return (
    <>
      {words.drawer.serves}{' '}
      {item.links.map((link, index) => (
        <span key={link.code}>
          {index > 0 ? ', ' : ''}
          <Link to={addressOf(link.register, membership.side)} search={{ open: link.code }}>
            {link.code}
          </Link>
        </span>
      ))}
    </>
  );
}

function Overview({
  item,
  show,
  replace,
}: {
  readonly item: EvidenceItem;
  readonly show: (code: string) => void;
  readonly replace: (code: string, files: readonly File[]) => void;
}) {
  const members = useMembers();
  const mayChange = useMay('changeEvidence').allowed;
  const mayReplace = useMay('uploadEvidence').allowed && item.replacedBy === null;
  const [form, setForm] = useState<'edit' | 'release' | 'recall' | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const by = members.data?.items.find((member) => member.personId === item.uploadedBy)?.name ?? '…';
  const { source, periodStart, periodEnd } = item;
  const days =
    periodStart === null || periodEnd === null
      ? 0
      : Math.round((Date.parse(periodEnd) - Date.parse(periodStart)) / 86_400_000) + 1;
  const version = (label: string, code: string) => (
    <>
      <dt>{label}</dt>
      <dd>
        <button type="button" className="mono" style={{ color: 'var(--accent)' }} onClick={() => show(code)}>
          {code}
        </button>
      </dd>
    </>
  );
  if (form === 'edit') return <EditForm item={item} done={() => setForm(null)} />;
  return (
    <>
      <input
        ref={chooser}
        type="file"
        className="vh"
        tabIndex={-1}
        aria-label={words.drawer.replace}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])].slice(0, 1);
          event.target.value = '';
          if (files.length > 0) replace(item.code, files);
        }}
      />
      {item.state === 'quarantined' ? (
        <div className="ev-held">
          <StatusMark kind="blocked" word={words.drawer.heldTitle} />
          <p>{words.drawer.heldHelp}</p>
          <div className="row">
            {mayChange ? (
              <button type="button" className="b" onClick={() => setForm('release')}>
                {words.drawer.release}
              </button>
            ) : null}
            {mayReplace ? (
              <button type="button" className="b" onClick={() => chooser.current?.click()}>
                {words.drawer.redacted}
              </button>
            ) : null}
            {mayChange ? (
              <button type="button" className="b" onClick={() => setForm('recall')}>
                {words.drawer.recall}
              </button>
            ) : null}
          </div>
        </div>
      ) : null}
      {form === 'release' || form === 'recall' ? (
        <StateForm key={form} item={item} to={form === 'release' ? 'ready' : 'recalled'} done={() => setForm(null)} />
      ) : null}
      <section className="ev-sec">
        <div className="row">
          <h3>{words.drawer.period}</h3>
          <span className="sp" />
          <span className="q">{days === 0 ? '' : words.drawer.days(days)}</span>
        </div>
        <dl className="ev-kv">
          <dt>{words.covers}</dt>
          <dd>{days === 0 ? words.drawer.noPeriod : `${day(periodStart)} – ${day(periodEnd)}`}</dd>
          <dt>{words.drawer.fresh}</dt>
          <dd>{item.freshUntil === null ? words.drawer.none : day(item.freshUntil)}</dd>
          <dt>{words.drawer.collected}</dt>
          <dd>{moment(item.collectedAt)}</dd>
          <dt>{words.drawer.uploaded}</dt>
          <dd>
            {moment(item.uploadedAt)}, {words.drawer.by(by)}
          </dd>
        </dl>
      </section>
      <section className="ev-sec">
        <div className="row">
          <h3>{words.drawer.source}</h3>
        </div>
        <dl className="ev-kv">
          <dt>{words.drawer.source}</dt>
          <dd>{source?.system ?? words.noSource}</dd>
          <dt>{words.drawer.collector}</dt>
          <dd>{source?.collector ?? words.drawer.none}</dd>
          <dt>{words.drawer.account}</dt>
          <dd>{source?.account ?? words.drawer.none}</dd>
          <dt>{words.drawer.query}</dt>
          <dd className={(source?.query ?? null) === null ? '' : 'mono'}>{source?.query ?? words.drawer.none}</dd>
          <dt>{words.drawer.size}</dt>
          <dd>
            {bytesWord(item.size)}, {item.mediaType.type}
            {item.mediaType.inner === null ? '' : ` (${item.mediaType.inner})`}
          </dd>
        </dl>
      </section>
      <section className="ev-sec">
        <div className="row">
          <h3>{words.drawer.found}</h3>
        </div>
        {item.findings.length === 0 ? (
          <StatusMark kind="met" word={words.drawer.foundNothing} />
        ) : (
          <ul className="ev-found">
            {item.findings.map((finding) => (
              <li key={finding.kind}>
                <StatusMark kind="returned" word={`${words.findings[finding.kind]} (${finding.count})`} />
                <div className="q sm">{words.drawer.places(finding.places, finding.count)}</div>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="ev-sec">
        <div className="row">
          <h3>{words.drawer.versions}</h3>
        </div>
        {item.replaces === null && item.replacedBy === null ? (
          <p className="m">{words.drawer.onlyVersion}</p>
        ) : (
          <dl className="ev-kv">
            {item.replaces === null ? null : version(words.drawer.replaces, item.replaces)}
            {item.replacedBy === null ? null : version(words.drawer.replacedBy, item.replacedBy)}
          </dl>
        )}
      </section>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        {mayChange ? (
          <button type="button" className="b" onClick={() => setForm('edit')}>
            {words.drawer.edit}
          </button>
        ) : null}
        {mayChange && item.state === 'draft' ? (
          <button type="button" className="b" onClick={() => setForm('release')}>
            {words.drawer.ready}
          </button>
        ) : null}
        {mayReplace ? (
          <button type="button" className="b" onClick={() => chooser.current?.click()}>
            {words.drawer.replace}
          </button>
        ) : null}
        {mayChange && (item.state === 'ready' || item.state === 'draft') ? (
          <button type="button" className="b" onClick={() => setForm('recall')}>
            {words.drawer.recall}
          </button>
        ) : null}
      </div>
    </>
  );
}

function useChange(item: EvidenceItem, done: () => void) {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: object) =>
      ask<EvidenceItem>('PATCH', `/organizations/${organizationId}/evidence/${item.id}`, {
        body,
        version: item.version,
      }),
    onSuccess: done,
    onSettled: () => queries.invalidateQueries({ queryKey: [organizationId, 'evidence'] }),
  });
}

function Problem({ error }: { readonly error: unknown }) {
  if (!(error instanceof ApiError)) return null;
  const lines = error.problem.errors?.map((one) => one.detail) ?? [];
  return (
    <p className="err" role="alert" style={{ marginBottom: 10 }}>
      <StatusMark kind="overdue" word="" />
      {error.code === 'version-stale'
        ? words.drawer.stale
        : lines.length > 0
          ? lines.join(' ')
          : `${error.problem.detail} ${error.problem.next ?? ''}`}
    </p>
  );
}

function StateForm({
  item,
  to,
  done,
}: {
  readonly item: EvidenceItem;
  readonly to: 'ready' | 'recalled';
  readonly done: () => void;
}) {
  const change = useChange(item, done);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const why = textOf(new FormData(event.currentTarget).get('why')).trim();
    change.mutate({ state: to, ...(why !== '' && { why }) });
  };
  return (
    <form onSubmit={submit} className="ev-held">
      <label className="f">
        <span className="lab">{words.drawer.reason}</span>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the form was opened to be answered */}
        <input className="in" name="why" maxLength={2000} autoFocus />
        <span className="hint">
          {to === 'recalled' ? `${words.drawer.recallHelp} ` : ''}
          {words.drawer.reasonHelp}
        </span>
      </label>
      <Problem error={change.error} />
      <FormButtons
        submit={
          to === 'recalled' ? words.drawer.recall : item.state === 'draft' ? words.drawer.ready : words.drawer.release
        }
        isPending={change.isPending}
        cancel={words.take.cancel}
        close={done}
      />
    </form>
  );
}

function EditForm({ item, done }: { readonly item: EvidenceItem; readonly done: () => void }) {
  const change = useChange(item, done);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const source = sourceOf(form);
    const date = (name: string): string | null => textOf(form.get(name)) || null;
    const why = textOf(form.get('why')).trim();
    change.mutate({
      name: textOf(form.get('name')),
      ...(source !== null && { source }),
      periodStart: date('periodStart'),
      periodEnd: date('periodEnd'),
      freshUntil: date('freshUntil'),
      links: codesOf(form),
      ...(why !== '' && { why }),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <label className="f">
        <span className="lab">{words.drawer.name}</span>
        <input className="in" name="name" maxLength={300} defaultValue={item.name} />
      </label>
      <SourceFields value={item.source} />
      <PeriodFields value={item} />
      <LinksField value={item.links.map((link) => link.code).join(', ')} />
      <label className="f">
        <span className="lab">{words.drawer.reason}</span>
        <input className="in" name="why" maxLength={2000} />
        <span className="hint">{words.drawer.reasonHelp}</span>
      </label>
      <Problem error={change.error} />
      <FormButtons submit={words.drawer.save} isPending={change.isPending} cancel={words.take.cancel} close={done} />
    </form>
  );
}

function HistoryOf({ item }: { readonly item: EvidenceItem }) {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const history = useQuery({
    queryKey: [organizationId, 'evidence', 'history', item.id],
    queryFn: ({ signal }) =>
      ask<EvidenceHistory>('GET', `/organizations/${organizationId}/evidence/${item.id}/history`, { signal }),
  });
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  if (history.data === undefined) return <Waiting rows={4} />;
  return <HistoryEntries entries={history.data.items} nameOf={(field) => fieldWords[field] ?? field} />;
}

const fieldWords: Readonly<Record<string, string>> = {
  name: words.drawer.name,
  source: words.drawer.source,
  links: words.drawer.serves,
  state: words.status,
  periodStart: words.take.from,
  periodEnd: words.take.to,
  freshUntil: words.drawer.fresh,
};
