import { useId } from 'react';
import { StatusMark } from '../parts/status.tsx';
import { files as words } from '../words/en-files.ts';
import type { PaperField } from './file-parts.tsx';

/** One field of a workpaper, as its kind's data says it. people: who may be chosen in a field of a person */
export function PaperInput({
  field,
  value,
  put,
  problem,
  people,
  readOnly,
}: {
  readonly field: PaperField;
  readonly value: string;
  readonly put: (value: string) => void;
  readonly problem: string | undefined;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly readOnly: boolean;
}) {
  const id = useId();
  const isList = field.kind === 'codes' || field.kind === 'criteria';
  const help = field.help ?? (isList ? words.codesHelp : null);
  const described = [help === null ? null : `${id}-help`, problem === undefined ? null : `${id}-wrong`]
    .filter((one) => one !== null)
    .join(' ');
  const common = {
    id,
    className: isList ? 'in mono' : 'in',
    value,
    disabled: readOnly,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': problem !== undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => put(event.target.value),
  } as const;
  const isLone = field.kind === 'boolean' && !field.required;
  const label = (
    <label className="lab" htmlFor={id} style={isLone ? { margin: 0 } : undefined}>
      {field.label} {field.required || isLone ? null : <span className="opt">{words.optional}</span>}
    </label>
  );
  return (
    <div className="f">
      {isLone ? (
        <div className="wp-lone">
          <input
            id={id}
            type="checkbox"
            checked={value === 'yes'}
            disabled={readOnly}
            aria-describedby={common['aria-describedby']}
            onChange={(event) => put(event.target.checked ? 'yes' : 'no')}
          />
          {label}
        </div>
      ) : (
        <>
          {label}
          <Control field={field} common={common} people={people} />
        </>
      )}
      {help === null ? null : (
        <p className="hint" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem === undefined ? null : (
        <p className="err" id={`${id}-wrong`}>
          <StatusMark kind="overdue" word="" />
          {problem}
        </p>
      )}
    </div>
  );
}

function Control({
  field,
  common,
  people,
}: {
  readonly field: PaperField;
  readonly common: {
    readonly id: string;
    readonly className: string;
    readonly value: string;
    readonly disabled: boolean;
    readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
  };
  readonly people: readonly { readonly id: string; readonly name: string }[];
}) {
  const options =
    field.kind === 'enum'
      ? field.options
      : field.kind === 'person'
        ? people.map(({ id, name }) => ({ value: id, word: name }))
        : field.kind === 'boolean'
          ? [
              { value: 'yes', word: words.yes },
              { value: 'no', word: words.no },
            ]
          : null;
  if (options !== null) {
    return (
      <select {...common}>
        <option value="">{words.choices}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.word}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === 'long') return <textarea {...common} maxLength={field.max ?? 20_000} />;
  if (field.kind === 'date') return <input {...common} type="date" />;
  if (field.kind === 'number') return <input {...common} inputMode="decimal" autoComplete="off" />;
  return <input {...common} autoComplete="off" maxLength={field.max ?? (field.kind === 'text' ? 300 : 4000)} />;
}
