import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ask, type Found } from '../api/client.ts';
import { en } from '../words/en.ts';
import { useRegisters, useStanding } from './session.tsx';

/** Finds pages by name and records by word or code. */
export function Palette({ close }: { readonly close: () => void }) {
  const { membership } = useStanding();
  const { organizationId, side } = membership;
  const home = side === 'firm' ? '/f' : '/m';
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
    enabled: wanted.length > 1,
  });
  const address = (name: string): string =>
    name === 'controls' && side === 'management' ? '/m/controls' : `${home}/registers/${name}`;
  const pages = [
    { key: home, label: en.frame.overview, to: home, code: '' },
    ...(side === 'management' ? [{ key: '/m/matrix', label: en.frame.matrix, to: '/m/matrix', code: '' }] : []),
    { key: '/work', label: en.frame.work, to: '/work', code: '' },
    { key: '/settings/members', label: en.frame.members, to: '/settings/members', code: '' },
    { key: '/me', label: en.frame.account, to: '/me', code: '' },
    ...(registers.data?.items ?? []).map((item) => ({
      key: item.name,
      label: item.title,
      to: address(item.name),
      code: item.prefix,
    })),
  ].filter((page) => page.label.toLowerCase().includes(wanted.toLowerCase()));
  const records = (found.data?.items ?? []).map((item) => ({
    key: item.id,
    label: item.title,
    to: address(item.register),
    code: item.code,
    open: item.code,
    group: item.registerTitle,
  }));
  const rows: readonly { key: string; label: string; to: string; code: string; open?: string; group?: string }[] = [
    ...records,
    ...pages,
  ].slice(0, 40);
  const go = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    close();
    void navigate({ to: row.to, search: row.open === undefined ? {} : { open: row.open } });
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
          {rows.map((row, index) => (
            <div
              key={row.key}
              id={`found-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              onClick={() => go(index)}
              onKeyDown={onKey}
            >
              <span className="mono m" style={{ width: 76 }}>
                {row.code}
              </span>
              <span className="ell" style={{ flex: 1 }}>
                {row.label}
              </span>
              <span className="q sm">{row.group ?? en.palette.pages}</span>
            </div>
          ))}
          {rows.length === 0 ? <p className="empty">{en.palette.nothing}</p> : null}
        </div>
      </div>
    </div>
  );
}
