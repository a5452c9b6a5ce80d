import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count } from '../words/en.ts';
import { populations } from '../words/en-populations.ts';
import { shownValue } from './population-records.tsx';

type Kinds = Shape<'populations.kinds'>;
type Preview = Shape<'populations.preview'>;
type Items = Shape<'evidence.list'>;
type Head = Shape<'evidence.preview'>;

const words = populations.form;

type How = 'recognised' | 'byName' | 'mapped';

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Which evidence becomes records of which kind, and how; tried before it is asked for. */
export function ImportForm() {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const organization = `/organizations/${membership.organizationId}`;
  const kinds = useQuery({
    queryKey: [membership.organizationId, 'population-kinds'],
    queryFn: ({ signal }) => ask<Kinds>('GET', `${organization}/population-kinds`, { signal }),
  });
  const evidence = useQuery({
    queryKey: [membership.organizationId, 'evidence', 'for populations'],
    queryFn: ({ signal }) => ask<Items>('GET', `${organization}/evidence?state=ready&limit=100`, { signal }),
  });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [kindId, setKindId] = useState('change');
  const [title, setTitle] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [only, setOnly] = useState(true);
  const [how, setHow] = useState<How>('recognised');
  const [delimiter, setDelimiter] = useState(',');
  const [zone, setZone] = useState('UTC');
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>({});
  const [formats, setFormats] = useState<Readonly<Record<string, string>>>({});
  const [first = ''] = chosen;
  const head = useQuery({
    queryKey: [membership.organizationId, 'evidence', first, 'head'],
    queryFn: ({ signal }) => ask<Head>('GET', `${organization}/evidence/${first}/preview`, { signal }),
    enabled: how === 'mapped' && first !== '',
    staleTime: 600_000,
  });
  const kind = kinds.data?.kinds.find((one) => one.id === kindId);
  const header = head.data?.kind === 'rows' ? head.data.head : [];
  const columnOf = (field: string): string =>
    columns[field] ?? header.find((name) => plain(name) === plain(field)) ?? '';
  const reading = () => {
    if (how === 'recognised') return {};
    if (how === 'byName') return { byName: true };
    const named = (kind?.fields ?? []).flatMap(({ name }) => {
      const column = columnOf(name);
      const format = formats[name] ?? '';
      return column === '' ? [] : [[name, format === '' ? column : { column, format }] as const];
    });
    return { mapping: { delimiter, timeZone: zone, columns: Object.fromEntries(named) } };
  };
  const trial = useMutation({
    mutationFn: () =>
      ask<Preview>('POST', `${organization}/populations/preview`, {
        body: { evidenceId: first, kind: kindId, ...reading() },
      }),
  });
  const make = useMutation({
    mutationFn: () =>
      ask('POST', `${organization}/populations`, {
        creation: crypto.randomUUID(),
        body: {
          evidenceIds: chosen,
          kind: kindId,
          ...(title.trim() !== '' && { title: title.trim() }),
          ...(start !== '' && end !== '' && { period: { start, end }, onlyPeriod: only && kind?.time !== null }),
          ...reading(),
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [membership.organizationId, 'jobs'] }),
  });
  if (kinds.isError) return <Failed error={kinds.error} />;
  if (evidence.isError) return <Failed error={evidence.error} />;
  if (kinds.data === undefined || evidence.data === undefined) return <Waiting rows={4} />;
  if (evidence.data.items.length === 0) return <Empty sentence={words.noEvidence} />;
  const error = make.error ?? trial.error;
  return (
    <form
      className="pp-form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <label className="f">
        <span className="lab">{words.evidence}</span>
        <select
          multiple
          required
          className="in"
          value={[...chosen]}
          onChange={(event) => setChosen([...event.target.selectedOptions].map((option) => option.value))}
        >
          {evidence.data.items.map((item) => (
            <option key={item.id} value={item.id}>
              {item.code} {item.name}
            </option>
          ))}
        </select>
        <span className="hint">{words.evidenceHelp}</span>
      </label>
      <div className="two">
        <label className="f">
          <span className="lab">{words.kind}</span>
          <select className="in" value={kindId} onChange={(event) => setKindId(event.target.value)}>
            {kinds.data.kinds.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title} ({one.unit})
              </option>
            ))}
          </select>
        </label>
        <label className="f">
          <span className="lab">{words.title}</span>
          <input className="in" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label className="f">
          <span className="lab">{words.from}</span>
          <input className="in" type="date" value={start} onChange={(event) => setStart(event.target.value)} />
        </label>
        <label className="f">
          <span className="lab">{words.to}</span>
          <input className="in" type="date" value={end} onChange={(event) => setEnd(event.target.value)} />
        </label>
        <label className="row gap6 f">
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} />
          {words.only}
        </label>
        <label className="f">
          <span className="lab">{words.how}</span>
          <select
            className="in"
            value={how}
            onChange={(event) => {
              const next = event.target.value;
              setHow(next === 'byName' || next === 'mapped' ? next : 'recognised');
            }}
          >
            <option value="recognised">{words.recognised}</option>
            <option value="mapped">{words.mapped}</option>
            <option value="byName">{words.byName}</option>
          </select>
        </label>
        {how === 'mapped' ? (
          <div className="two">
            <label className="f">
              <span className="lab">{words.delimiter}</span>
              <input
                className="in"
                value={delimiter}
                maxLength={1}
                onChange={(event) => setDelimiter(event.target.value)}
              />
            </label>
            <label className="f">
              <span className="lab">{words.zone}</span>
              <input className="in" value={zone} maxLength={60} onChange={(event) => setZone(event.target.value)} />
            </label>
          </div>
        ) : null}
      </div>
      {how === 'mapped' && header.length > 0 && kind !== undefined ? (
        <table>
          <thead>
            <tr>
              <th>{words.field}</th>
              <th>{words.column}</th>
              <th>{words.dates}</th>
            </tr>
          </thead>
          <tbody>
            {kind.fields.map((field) => (
              <tr key={field.name}>
                <td>
                  <span className="mono">{field.name}</span>{' '}
                  <span className="q sm">{kind.key.includes(field.name) ? `${field.type}, key` : field.type}</span>
                </td>
                <td>
                  <select
                    className="in"
                    aria-label={`${words.column}: ${field.name}`}
                    value={columnOf(field.name)}
                    onChange={(event) => setColumns({ ...columns, [field.name]: event.target.value })}
                  >
                    <option value="">{words.nothing}</option>
                    {header.map((name) => (
                      <option key={name} value={name}>
                        {name}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  {field.type === 'date' || field.type === 'time' ? (
                    <input
                      className="in"
                      aria-label={`${words.dates}: ${field.name}`}
                      placeholder="YYYY-MM-DD"
                      maxLength={100}
                      value={formats[field.name] ?? ''}
                      onChange={(event) => setFormats({ ...formats, [field.name]: event.target.value })}
                    />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className="row gap6">
        <button
          type="button"
          className="b"
          aria-disabled={first === '' || trial.isPending}
          onClick={() => (first === '' || trial.isPending ? undefined : trial.mutate())}
        >
          {trial.isPending ? words.trying : words.tryIt}
        </button>
        <button type="submit" className="b p" aria-disabled={first === '' || make.isPending}>
          {words.import}
        </button>
        <span role="status">{make.isSuccess ? words.asked : ''}</span>
      </div>
      {error === null ? null : <Failed error={error} />}
      {trial.data === undefined ? null : <Tried preview={trial.data} />}
    </form>
  );
}

function Tried({ preview }: { readonly preview: Preview }) {
  const { rows, fields } = preview;
  const filled = fields.filter(({ name }) => rows.some((row) => row.record[name] !== null)).slice(0, 8);
  return (
    <section aria-label={words.tryIt}>
      <p>
        <StatusMark kind={preview.refused === 0 ? 'met' : 'stale'} word={words.tried(preview.read, preview.records)} />{' '}
        {preview.isWhole ? '' : words.part}
      </p>
      <ul className="pp-obs">
        {preview.reasons.map((one) => (
          <li key={one.reason}>
            <b className="num">{count(one.count)}</b> {one.reason}
            <span className="q">
              {one.first.file}, {one.first.at}
            </span>
          </li>
        ))}
      </ul>
      {rows.length === 0 ? null : (
        <section className="pp-scroll pp-tried" aria-label={words.first} tabIndex={0}>
          <table>
            <caption className="vh">{words.first}</caption>
            <thead>
              <tr>
                {filled.map(({ name }) => (
                  <th key={name}>{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, 8).map((row) => (
                <tr key={row.id}>
                  {filled.map(({ name }) => (
                    <td key={name} className="ell">
                      {shownValue(row.record[name])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
