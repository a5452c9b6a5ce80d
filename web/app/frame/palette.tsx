import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ask, type Found } from '../api/client.ts';
import { StatusMark } from '../parts/status.tsx';
import { en } from '../words/en.ts';
import { addressOf } from './addresses.ts';
import { useLeaving } from './leaving.ts';
import { placesOf } from './places.tsx';
import { isEmployee, useRegisters, useStanding } from './session.tsx';
import { turnTheme } from './theme.ts';

interface Row {
  readonly key: string;
  readonly kind: 'go' | 'do';
  readonly label: string;
  readonly code: string;
  readonly aside: string;
  /** why it cannot be done now; null: it can */
  readonly reason: string | null;
  readonly run: () => void;
}

/** Finds pages by name and records by word or code, and runs what may be done; what may not is shown with its reason. */
export function Palette({ close }: { readonly close: () => void }) {
  const { membership } = useStanding();
  const { organizationId, side } = membership;
  const registers = useRegisters();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  const wanted = text.trim();
  const found = useQuery({
    queryKey: [organizationId, 'search', wanted],
    queryFn: ({ signal }) =>
      ask<Found>('GET', `/organizations/${organizationId}/search?limit=20&q=${encodeURIComponent(wanted)}`, { signal }),
    enabled: wanted.length > 1 && !isEmployee(membership),
  });
  const leave = useLeaving();
  const to = (address: string, open?: string) => () =>
    void navigate({ to: address, search: open === undefined ? {} : { open } });
  const fits = (label: string): boolean => label.toLowerCase().includes(wanted.toLowerCase());
  const page = (label: string, address: string, code = ''): Row => ({
    key: `go ${address}`,
    kind: 'go',
    label,
    code,
    aside: en.palette.pages,
    reason: null,
    run: to(address),
  });
  const command = (label: string, run: () => void, reason: string | null = null): Row => ({
    key: `do ${label}`,
    kind: 'do',
    label,
    code: '',
    aside: reason ?? en.palette.commands,
    reason,
    run,
  });
  const all = registers.data?.items ?? [];
  const rows: readonly Row[] = [
    ...(found.data?.items ?? []).map(
      (item): Row => ({
        key: item.id,
        kind: 'go',
        label: item.title,
        code: item.code,
        aside: item.registerTitle,
        reason: null,
        run: to(addressOf(item.register, side), item.code),
      }),
    ),
    ...[
      ...placesOf(membership).map((place) => page(place.label, place.to)),
      ...all.map((item) => page(item.title, addressOf(item.name, side), item.prefix)),
    ].filter((row) => fits(row.label)),
    ...[
      ...all.map((item) =>
        command(
          en.list.add(item.one),
          to(addressOf(item.name, side), 'new'),
          item.allowed.create.allowed ? null : item.allowed.create.reason,
        ),
      ),
      command(en.frame.theme, turnTheme),
      command(en.signIn.out, leave),
    ].filter((row) => fits(row.label)),
  ].slice(0, 60);
  const go = (index: number): void => {
    const row = rows[index];
    if (row === undefined || row.reason !== null) return;
    close();
    row.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length - 1));
    if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    if (event.key === 'Enter') go(at);
    if (['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) event.preventDefault();
  };
  return (
    <div className="shade" onMouseDown={(event) => event.target === event.currentTarget && close()}>
      <div className="pop" role="dialog" aria-modal="true" aria-label={en.frame.find} onKeyDown={onKey}>
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls="found"
          aria-activedescendant={rows[at] === undefined ? undefined : `found-${at}`}
          aria-label={en.frame.find}
          placeholder={en.palette.placeholder}
          value={text}
          maxLength={200}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
        />
        <div className="list" id="found" role="listbox" aria-label={en.palette.records}>
          {(['go', 'do'] as const).map((kind) => (
            <div key={kind} role="group" aria-label={en.palette[kind]}>
              {rows.some((row) => row.kind === kind) ? (
                <div className="cap" style={{ padding: '8px 10px 4px' }} aria-hidden>
                  {en.palette[kind]}
                </div>
              ) : null}
              {rows.map((row, index) =>
                row.kind === kind ? (
                  <div
                    key={row.key}
                    id={`found-${index}`}
                    role="option"
                    aria-selected={index === at}
                    aria-disabled={row.reason !== null}
                    tabIndex={-1}
                    ref={index === at ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
                    onClick={() => go(index)}
                    onKeyDown={onKey}
                  >
                    {row.reason === null ? null : <StatusMark kind="blocked" word="" />}
                    {row.code === '' ? null : (
                      <span className="mono m" style={{ width: 76, flex: 'none' }}>
                        {row.code}
                      </span>
                    )}
                    <span className={`ell${row.reason === null ? '' : ' q'}`} style={{ flex: 1 }}>
                      {row.label}
                    </span>
                    <span className="q sm nw">{row.aside}</span>
                    {index === at && row.reason === null ? <kbd>↵</kbd> : null}
                  </div>
                ) : null,
              )}
            </div>
          ))}
          {rows.length === 0 ? <p className="empty">{en.palette.nothing}</p> : null}
        </div>
      </div>
    </div>
  );
}
