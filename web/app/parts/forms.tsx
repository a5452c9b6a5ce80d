import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { textOf } from '../words/en.ts';
import { StatusMark } from './status.tsx';

/** Sends a form's fields and keeps what the server refused. */
export function useSending(send: (fields: Readonly<Record<string, string>>) => Promise<void>) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, textOf(value)]));
    void run(() => send(fields));
  };
  return { submit, run: (work: () => Promise<void>) => void run(work), error, busy };
}

/** What the server refused, every problem of it at once. */
export function Refused({ error }: { readonly error: ApiError | null }) {
  if (error === null) return null;
  const lines = error.problem.errors?.map((one) => one.detail) ?? [];
  return (
    <div className="err" role="alert" style={{ marginBottom: 12 }}>
      <StatusMark kind="overdue" word="" />
      <span>{lines.length > 0 ? lines.join(' ') : error.problem.detail}</span>
    </div>
  );
}

/** What ends a form: it is sent, or left as it was. */
export function FormButtons(props: {
  readonly submit: string;
  readonly cancel: string;
  readonly isPending: boolean;
  readonly close: () => void;
}) {
  return (
    <div className="row">
      <button type="submit" className="b p" disabled={props.isPending}>
        {props.submit}
      </button>
      <button type="button" className="b g" onClick={props.close}>
        {props.cancel}
      </button>
    </div>
  );
}

export function Input(props: {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly autoComplete: string;
  readonly help?: string;
  readonly value?: string;
  readonly isFirst?: boolean;
  readonly aside?: ReactNode;
}) {
  return (
    <div className="f">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <label className="lab" htmlFor={`field-${props.name}`}>
          {props.label}
        </label>
        {props.aside}
      </div>
      <input
        className="in"
        id={`field-${props.name}`}
        name={props.name}
        type={props.type ?? 'text'}
        autoComplete={props.autoComplete}
        defaultValue={props.value}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to be answered
        autoFocus={props.isFirst}
        required
        maxLength={1024}
      />
      {props.help === undefined ? null : <span className="hint">{props.help}</span>}
    </div>
  );
}
