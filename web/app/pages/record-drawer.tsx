import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { ApiError, ask, type Field, type Register, type RegisterRecord } from '../api/client.ts';
import { useMembers, useStanding } from '../frame/session.tsx';
import { FormButtons } from '../parts/forms.tsx';
import { Act, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day, en, moment, textOf } from '../words/en.ts';
import { exchange } from '../words/en-exchange.ts';
import { Pair } from '../parts/pair.tsx';
import { CommentList } from './record-comments.tsx';
import { HistoryList } from './record-history.tsx';
import { ControlCheck, ControlReading } from './control-check.tsx';
import { ThreadPanel } from './thread.tsx';
import { wordOf } from './word-of.ts';

type Tab = 'overview' | 'thread' | 'comments' | 'history';

/** One record over its list. `code` new: a form for one that is not there yet. */
export function RecordDrawer({
  register,
  code,
  walk,
  close,
  show,
}: {
  readonly register: Register;
  readonly code: string;
  readonly walk: (step: number) => void;
  readonly close: () => void;
  readonly show: (code: string) => void;
}) {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/${register.name}`;
  const isNew = code === 'new';
  const [tab, setTab] = useState<Tab>('overview');
  const [editing, setEditing] = useState(isNew);
  const tabs: readonly Tab[] = [
    'overview',
    ...(register.crossing === null ? [] : ['thread' as const]),
    'comments',
    'history',
  ];
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === 'Escape' && !typing) close();
      if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'j') walk(1);
      if (event.key === 'k') walk(-1);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  const record = useQuery({
    queryKey: [membership.organizationId, register.name, 'one', code],
    queryFn: ({ signal }) => ask<RegisterRecord>('GET', `${base}/${code}`, { signal }),
    enabled: !isNew,
  });
  const found = record.data;
  const state = register.states.find((one) => one.name === found?.state);
  const title = isNew ? en.list.add(register.one) : textOf(found?.content['title'] ?? code);
  return (
    <aside className="drawer" ref={panel} tabIndex={-1} aria-label={title}>
      <div className="row" style={{ padding: '12px 16px 4px' }}>
        <span className="mono m">{isNew ? register.prefix : code}</span>
        {state === undefined ? null : <StatusMark kind={state.mark} word={state.word} />}
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
      <h2 style={{ padding: '0 16px 8px', fontSize: 17, lineHeight: '24px', overflowWrap: 'anywhere' }}>{title}</h2>
      {isNew ? null : (
        <div className="tabs" role="tablist" aria-label={title}>
          {tabs.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => setTab(one)}>
              {one === 'thread' ? exchange.tab : en.drawer[one]}
            </button>
          ))}
        </div>
      )}
      <div className="in-body">
        {record.isError ? <Failed error={record.error} retry={() => void record.refetch()} /> : null}
        {!isNew && found === undefined && !record.isError ? <Waiting rows={5} /> : null}
        {isNew ? <RecordForm register={register} base={base} record={null} done={show} cancel={close} /> : null}
        {found !== undefined && tab === 'overview' ? (
          editing ? (
            <RecordForm
              key={found.id}
              register={register}
              base={base}
              record={found}
              done={() => setEditing(false)}
              cancel={() => setEditing(false)}
            />
          ) : (
            <Facts register={register} record={found} edit={() => setEditing(true)} />
          )
        ) : null}
        {found !== undefined && tab === 'thread' ? (
          <ThreadPanel register={register} base={base} code={found.code} />
        ) : null}
        {found !== undefined && tab === 'comments' ? (
          <CommentList register={register} base={base} id={found.id} />
        ) : null}
        {found !== undefined && tab === 'history' ? (
          <HistoryList register={register} base={base} id={found.id} />
        ) : null}
      </div>
    </aside>
  );
}

function Facts({
  register,
  record,
  edit,
}: {
  readonly register: Register;
  readonly record: RegisterRecord;
  readonly edit: () => void;
}) {
  const members = useMembers();
  const owner = members.data?.items.find((member) => member.personId === record.ownerId);
  const { change } = register.allowed;
  return (
    <>
      <dl className="kv" style={{ gridTemplateColumns: '148px 1fr' }}>
        {register.fields
          .filter((field) => field.name !== 'title')
          .map((field) => (
            <Pair key={field.name} name={field.label} long={field.kind === 'long'}>
              {wordOf(field, record.content[field.name])}
            </Pair>
          ))}
        <Pair name={en.list.owner}>{record.ownerId === null ? en.list.nobody : (owner?.name ?? '…')}</Pair>
        <Pair name={en.list.due}>{day(record.dueOn)}</Pair>
        {hasDates(register) ? (
          <Pair name={en.drawer.inForce}>{en.drawer.fromTo(day(record.effectiveFrom), day(record.effectiveTo))}</Pair>
        ) : null}
        <Pair name={en.list.changed}>
          {moment(record.changedAt)}, {en.drawer.version(record.version).toLowerCase()}
        </Pair>
      </dl>
      <div style={{ marginTop: 16 }}>
        <Act allowed={change.allowed} reason={change.reason} onClick={edit}>
          {en.drawer.edit}
        </Act>
      </div>
      {register.name === 'controls' ? <ControlReading record={record} /> : null}
    </>
  );
}

/** Records that are in force from a day, and until one. */
function hasDates(register: Register): boolean {
  return register.states.some((state) => state.name === 'in-force');
}

/** A form made from a register's fields. Save sends what differs; a version that is not the latest is said, and nothing typed is lost. */
function RecordForm({
  register,
  base,
  record,
  done,
  cancel,
}: {
  readonly register: Register;
  readonly base: string;
  readonly record: RegisterRecord | null;
  readonly done: (code: string) => void;
  readonly cancel: () => void;
}) {
  const { membership } = useStanding();
  const members = useMembers();
  const queries = useQueryClient();
  // What crossed the wall stays as it was sent: only what never crosses is left to change.
  const { crossing } = register;
  const isCrossed =
    crossing !== null && record !== null && (crossing.received || record.state !== register.states[0]?.name);
  const fields = register.fields.filter((field) => !isCrossed || crossing.own.includes(field.name));
  // One key for one form: sent twice, it is one record.
  const [creation] = useState(() => crypto.randomUUID());
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const content = Object.fromEntries(fields.map((field) => [field.name, valueOf(field, form)]));
      const text = (name: string): string | null => textOf(form.get(name)).trim() || null;
      const facts = {
        ...(register.crossing === null && { state: textOf(form.get('$state')) }),
        ownerId: text('$owner'),
        dueOn: text('$due'),
        ...(hasDates(register) && { effectiveFrom: text('$from'), effectiveTo: text('$to') }),
      };
      if (record === null) {
        const body = {
          ...facts,
          content,
          ...(register.chosenCode && { code: textOf(form.get('$code')).trim() }),
        };
        return ask<RegisterRecord>('POST', base, { body, creation });
      }
      const why = text('$why');
      return ask<RegisterRecord>('PATCH', `${base}/${record.id}`, {
        body: { ...facts, content, ...(why !== null && { why }) },
        version: record.version,
      });
    },
    onSuccess: async (saved) => {
      queries.setQueryData([membership.organizationId, register.name, 'one', saved.code], saved);
      await queries.invalidateQueries({ queryKey: [membership.organizationId] });
      done(saved.code);
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === 'version-stale')
        await queries.invalidateQueries({ queryKey: [membership.organizationId, register.name, 'one'] });
    },
  });
  const problems = save.error instanceof ApiError ? save.error.problem : null;
  const problemOf = (pointer: string): string | undefined =>
    problems?.errors?.find((one) => one.pointer === pointer)?.detail;
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit} noValidate>
      {register.chosenCode && record === null ? (
        <Labelled label={en.list.code} required problem={problemOf('/code')}>
          <input className="in mono" name="$code" placeholder={`${register.prefix}-01`} maxLength={20} />
        </Labelled>
      ) : null}
      {fields.map((field) => (
        <Labelled
          key={field.name}
          label={field.label}
          required={field.required}
          help={field.kind === 'codes' ? (field.help ?? en.drawer.codesHelp) : field.help}
          problem={problemOf(`/content/${field.name}`)}
        >
          <Control field={field} value={record?.content[field.name]} />
        </Labelled>
      ))}
      {crossing === null ? (
        <Labelled label={en.list.state} required problem={problemOf('/state')}>
          <select className="in" name="$state" defaultValue={record?.state ?? register.states[0]?.name}>
            {register.states.map((state) => (
              <option key={state.name} value={state.name}>
                {state.word}
              </option>
            ))}
          </select>
        </Labelled>
      ) : null}
      <Labelled label={en.list.owner} problem={problemOf('/ownerId')}>
        <select
          className="in"
          name="$owner"
          defaultValue={record?.ownerId ?? ''}
          key={members.data === undefined ? 'waiting' : 'there'}
        >
          <option value="">{en.list.nobody}</option>
          {members.data?.items.map((member) => (
            <option key={member.personId} value={member.personId}>
              {member.name}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={en.list.due} problem={problemOf('/dueOn')}>
        <input className="in" type="date" name="$due" defaultValue={record?.dueOn ?? ''} />
      </Labelled>
      {hasDates(register) ? (
        <>
          <Labelled label={en.drawer.from} problem={problemOf('/effectiveFrom')}>
            <input className="in" type="date" name="$from" defaultValue={record?.effectiveFrom ?? ''} />
          </Labelled>
          <Labelled label={en.drawer.to} problem={problemOf('/effectiveTo')}>
            <input className="in" type="date" name="$to" defaultValue={record?.effectiveTo ?? ''} />
          </Labelled>
        </>
      ) : null}
      {register.name === 'controls' ? <ControlCheck code={record?.code ?? null} /> : null}
      {record === null ? null : (
        <Labelled label={en.drawer.why} help={en.drawer.whyHelp} problem={problemOf('/why')}>
          <input className="in" name="$why" maxLength={2000} />
        </Labelled>
      )}
      {problems === null ? null : (
        <div className="err" role="alert" style={{ marginBottom: 12 }}>
          <StatusMark kind="overdue" word="" />
          <span>
            {save.error instanceof ApiError && save.error.code === 'version-stale'
              ? en.drawer.stale
              : problems.errors === undefined
                ? problems.detail
                : en.drawer.unfit}
          </span>
        </div>
      )}
      <FormButtons submit={en.drawer.save} isPending={save.isPending} cancel={en.drawer.cancel} close={cancel} />
    </form>
  );
}

function Labelled({
  label,
  help,
  problem,
  required = false,
  children,
}: {
  readonly label: string;
  readonly help?: string | null | undefined;
  readonly problem?: string | undefined;
  readonly required?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <label className="f">
      <span className="lab">
        {label} {required ? null : <span className="opt">{en.drawer.optional}</span>}
      </span>
      {children}
      {help === undefined || help === null ? null : <span className="hint">{help}</span>}
      {problem === undefined ? null : (
        <span className="err">
          <StatusMark kind="overdue" word="" />
          {problem}
        </span>
      )}
    </label>
  );
}

function Control({ field, value }: { readonly field: Field; readonly value: unknown }) {
  const text = Array.isArray(value) ? value.join(', ') : textOf(value);
  switch (field.kind) {
    case 'long':
      return <textarea className="in" name={field.name} defaultValue={text} maxLength={field.max ?? 20_000} />;
    case 'enum':
      return (
        <select className="in" name={field.name} defaultValue={text}>
          <option value="">{en.drawer.choose}</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.word}
            </option>
          ))}
        </select>
      );
    case 'boolean':
      return <input type="checkbox" name={field.name} defaultChecked={value === true} />;
    case 'date':
      return <input className="in" type="date" name={field.name} defaultValue={text} />;
    case 'number':
      return <input className="in" type="number" name={field.name} defaultValue={text} />;
    default:
      return <input className="in" name={field.name} defaultValue={text} maxLength={field.max ?? 300} />;
  }
}

/** What a form's field says, in the shape the server takes. */
function valueOf(field: Field, form: FormData): unknown {
  const text = textOf(form.get(field.name));
  if (field.kind === 'boolean') return form.get(field.name) !== null;
  if (text.trim() === '' && !(field.required && (field.kind === 'text' || field.kind === 'long')))
    return field.kind === 'criteria' && field.required ? [] : null;
  if (field.kind === 'number') return Number(text);
  if (field.kind === 'criteria' || field.kind === 'codes') {
    return text
      .split(/[\s,;]+/)
      .filter((part) => part !== '')
      .map((part) => part.toUpperCase());
  }
  return text;
}
