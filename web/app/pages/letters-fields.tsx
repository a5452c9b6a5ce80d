/** Fields of what is said for the letters. */
import { useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly put: (value: string) => void;
  readonly help?: string;
}

export function Text({ label, value, put }: FieldProps) {
  return (
    <label className="f">
      <span className="lab">{label}</span>
      <input className="in" value={value} autoComplete="off" onChange={(event) => put(event.target.value)} />
    </label>
  );
}

export function Day({ label, value, put, help }: FieldProps) {
  const id = useId();
  return (
    <div className="f">
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        className="in"
        value={value}
        aria-describedby={`${id}-help`}
        onChange={(event) => put(event.target.value)}
      />
      <p className="hint" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}

export function Long({ label, value, put, help }: FieldProps) {
  const id = useId();
  return (
    <div className="f">
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="in"
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => put(event.target.value)}
      />
      {help === undefined ? null : (
        <p className="hint" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

export function Choice({
  label,
  options,
  value,
  put,
}: FieldProps & { readonly options: Readonly<Record<string, string>> }) {
  return (
    <label className="f">
      <span className="lab">{label}</span>
      <select className="in" value={value} onChange={(event) => put(event.target.value)}>
        {Object.entries(options).map(([name, word]) => (
          <option key={name} value={name}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
