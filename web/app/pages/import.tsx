import { IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ApiError, ask, type Register, type Shape } from '../api/client.ts';
import { addressOf } from '../frame/addresses.ts';
import { useRegisters, useStanding } from '../frame/session.tsx';
import { DropHere, useDropped } from '../parts/dropped.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { en } from '../words/en.ts';
import { sheets as words } from '../words/en-import.ts';
import { ImportRows } from './import-rows.tsx';
import './import.css';

type Preview = Shape<'ImportPreview'>;
type Counts = Shape<'ImportCounts'>;

/** A file that is taken into a register: chosen, its columns mapped, looked at row by row, taken in. */
export function ImportPage({ name }: { readonly name: string }) {
  const registers = useRegisters();
  if (registers.isError) return <Failed error={registers.error} retry={() => void registers.refetch()} />;
  if (registers.data === undefined) return <Waiting />;
  const register = registers.data.items.find((item) => item.name === name);
  if (register === undefined || register.crossing?.received === true) return <Empty sentence={en.problem.nowhere} />;
  return <Import key={name} register={register} />;
}

/** number: another one for each choice, also of the same file, which may have been changed meanwhile */
interface Given {
  readonly file: File;
  readonly number: number;
}

function Import({ register }: { readonly register: Register }) {
  const { membership } = useStanding();
  const chooser = useRef<HTMLInputElement>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const mayChange = register.allowed.change.allowed;
  const give = (files: readonly File[]): void => {
    const [file] = files;
    if (file !== undefined && mayChange) setGiven({ file, number: (given?.number ?? 0) + 1 });
  };
  const over = useDropped(give);
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title(register.title)}</h1>
          <div className="sub wrap">{words.help}</div>
        </div>
        <span className="sp" />
        <Link className="b" to={addressOf(register.name, membership.side)}>
          {words.back(register.title)}
        </Link>
      </div>
      <div className="im">
        {mayChange ? (
          <div className="im-file">
            <button type="button" className="b p" onClick={() => chooser.current?.click()}>
              <IconUpload size={14} stroke={1.6} />
              {given === null ? words.choose : words.other}
            </button>
            <input
              ref={chooser}
              type="file"
              className="vh"
              tabIndex={-1}
              aria-label={words.choose}
              accept=".csv,.tsv,.txt,.xlsx"
              onChange={(event) => {
                give([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            <span className="hint">{given === null ? words.drop : <b className="ell">{given.file.name}</b>}</span>
          </div>
        ) : (
          <Empty sentence={register.allowed.change.reason ?? words.mayNot} />
        )}
        {given === null ? null : <Looked key={given.number} register={register} given={given} />}
      </div>
      {over ? <DropHere sentence={words.dropHere} /> : null}
    </div>
  );
}

/** Of what is given out, the one thing that is not taken in. */
function isReadOnly(header: string): boolean {
  return header === 'Changed';
}

/** The file as it is looked at, with the columns as they are mapped by hand. */
function Looked({ register, given }: { readonly register: Register; readonly given: Given }) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const { organizationId } = membership;
  const at = `/organizations/${organizationId}/${register.name}/import`;
  const [mapped, setMapped] = useState<readonly (string | null)[] | null>(null);
  const [taken, setTaken] = useState<Counts | null>(null);
  const query = new URLSearchParams({ name: given.file.name.slice(-200) });
  if (mapped !== null) query.set('columns', mapped.map((name) => name ?? '-').join(','));
  const seen = useQuery({
    queryKey: [organizationId, register.name, 'import', given.number, given.file.lastModified, query.toString()],
    queryFn: ({ signal }) => ask<Preview>('POST', `${at}/preview?${query}`, { bytes: given.file, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    enabled: taken === null,
  });
  const plan = seen.data?.plan ?? '';
  // One key for one plan: sent again after an answer that was lost, nothing is made twice.
  const key = useRef({ plan: '', key: '' });
  const take = useMutation({
    mutationFn: async () => {
      if (key.current.plan !== plan) key.current = { plan, key: crypto.randomUUID() };
      const options = { bytes: given.file, creation: key.current.key };
      return await ask<Counts>('POST', `${at}?${query}&plan=${plan}`, options);
    },
    onSuccess: async (counts) => {
      setTaken(counts);
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === organizationId && queryKey[2] !== 'import',
      });
    },
  });
  if (seen.isError) return <Failed error={seen.error} retry={() => void seen.refetch()} />;
  if (seen.data === undefined) return <Waiting rows={4} />;
  const { columns, targets, counts } = seen.data;
  // Where everything that says something has its place, there is nothing to map.
  const isOpen = mapped !== null || columns.some((column) => column.name === null && !isReadOnly(column.header));
  const written = counts.create + counts.change;
  const problem = take.error instanceof ApiError ? take.error.problem : null;
  return (
    <>
      <details className="card im-cols" open={isOpen}>
        <summary>
          <h2>{words.columns}</h2>
          <span className="q sm">
            {words.mapped(columns.filter((column) => column.name !== null).length, columns.length)}
          </span>
        </summary>
        <p className="hint pad">{words.columnsHelp}</p>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
        <div className="im-map" tabIndex={0} role="region" aria-label={words.columns}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.column}</th>
                <th scope="col">{words.samples}</th>
                <th scope="col">{words.becomes}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column, index) => (
                <tr key={index}>
                  <td>{column.header === '' ? words.noHeader : column.header}</td>
                  <td className="q">{column.samples.join(' · ')}</td>
                  <td>
                    <select
                      className="in"
                      aria-label={words.becomesOf(column.header === '' ? words.noHeader : column.header)}
                      value={column.name ?? ''}
                      disabled={taken !== null || take.isPending}
                      onChange={({ target: { value } }) => {
                        const chosen = value === '' ? null : value;
                        take.reset();
                        // What another column became goes to this one: two cannot fill the same field.
                        setMapped(
                          columns.map((other, at_) =>
                            at_ === index ? chosen : other.name === chosen ? null : other.name,
                          ),
                        );
                      }}
                    >
                      <option value="">{words.leftOut}</option>
                      {targets.map((target) => (
                        <option key={target.name} value={target.name}>
                          {target.header}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <section className="card" aria-label={words.rows} aria-busy={seen.isFetching}>
        <ImportRows key={plan} preview={seen.data} />
        <div className="im-foot" role="status">
          {taken !== null ? (
            <StatusMark kind="met" word={words.taken(taken.create, taken.change)} />
          ) : counts.refused > 0 ? (
            <StatusMark kind="blocked" word={words.refused} />
          ) : written === 0 ? (
            <StatusMark kind="not-applicable" word={words.nothing} />
          ) : (
            <button
              type="button"
              className="b p"
              disabled={take.isPending || seen.isFetching}
              onClick={() => take.mutate()}
            >
              {take.isPending ? words.taking : words.takeIn(written)}
            </button>
          )}
          {problem === null ? null : (
            <StatusMark kind="overdue" word={`${problem.detail} ${problem.next ?? ''}`.trim()} />
          )}
        </div>
      </section>
    </>
  );
}
