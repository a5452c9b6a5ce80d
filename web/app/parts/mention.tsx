import { useId, useRef, useState } from 'react';
import type { Members } from '../api/client.ts';
import { useMembers } from '../frame/session.tsx';
import '../frame/notices.css';
import { initials } from '../words/en.ts';

type Member = Members['items'][number];

/** The word after the last @ before the cursor, where one is being written. */
function wordAt(text: string, cursor: number): { readonly from: number; readonly word: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}.'-]{0,40}(?: [\p{L}\p{N}.'-]{0,40})?)$/u.exec(text.slice(0, cursor));
  const word = found?.[1];
  return word === undefined ? null : { from: cursor - word.length - 1, word: word.toLowerCase() };
}

/** Whom a text mentions: those who were chosen and whose name still stands in it. */
export function mentionedIn(text: string, chosen: ReadonlyMap<string, string>): string[] {
  return [...chosen].flatMap(([id, name]) => (text.includes(`@${name}`) ? [id] : []));
}

/** A text in which @ offers the organization's people: arrows choose, Enter or Tab takes, Escape leaves. chosen: names by person id */
export function MentionText({
  label,
  text,
  chosen,
  max,
  change,
}: {
  readonly label: string;
  readonly text: string;
  readonly chosen: ReadonlyMap<string, string>;
  readonly max: number;
  readonly change: (text: string, chosen: ReadonlyMap<string, string>) => void;
}) {
  const members = useMembers();
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [asked, setAsked] = useState<{ readonly from: number; readonly word: string } | null>(null);
  const [at, setAt] = useState(0);
  const offered =
    asked === null
      ? []
      : (members.data?.items ?? [])
          .filter((one) => one.state === 'active' && one.name.toLowerCase().includes(asked.word))
          .slice(0, 8);
  const current = Math.min(at, offered.length - 1);
  const look = (element: HTMLTextAreaElement): void => {
    setAsked(wordAt(element.value, element.selectionStart));
    setAt(0);
  };
  const take = (member: Member): void => {
    if (asked === null) return;
    const after = text.slice(asked.from + 1 + asked.word.length);
    const start = `${text.slice(0, asked.from)}@${member.name} `;
    change(`${start}${after.replace(/^ /, '')}`.slice(0, max), new Map(chosen).set(member.personId, member.name));
    setAsked(null);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(start.length, start.length);
    });
  };
  const isOpen = offered.length > 0;
  return (
    <div className="f mention">
      <label className="lab" htmlFor={`${id}-text`}>
        {label}
      </label>
      <textarea
        ref={box}
        id={`${id}-text`}
        className="in"
        value={text}
        maxLength={max}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen ? `${id}-${current}` : undefined}
        onChange={(event) => {
          change(event.target.value, chosen);
          look(event.target);
        }}
        onClick={(event) => look(event.currentTarget)}
        onBlur={() => setAsked(null)}
        onKeyDown={(event) => {
          if (!isOpen) return;
          const member = offered[current];
          if (event.key === 'ArrowDown') setAt((current + 1) % offered.length);
          else if (event.key === 'ArrowUp') setAt((current + offered.length - 1) % offered.length);
          else if (event.key === 'Escape') setAsked(null);
          else if ((event.key === 'Enter' || event.key === 'Tab') && member !== undefined) take(member);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className={isOpen ? 'menu' : ''} hidden={!isOpen}>
        {offered.map((member, index) => (
          <div
            key={member.personId}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            // The text keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              take(member);
            }}
          >
            <span className="ava">{initials(member.name)}</span>
            <span className="ell">{member.name}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
