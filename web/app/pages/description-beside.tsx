import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Register } from '../api/client.ts';
import { StatusMark } from '../parts/status.tsx';
import { count } from '../words/en.ts';
import { description as words } from '../words/en-description.ts';
import type { Description, Finding, Section, SectionId } from './description-draft.ts';

const markOf = (finding: Finding): string => (finding.severity === 'error' ? 'overdue' : 'stale');

/** The sections in the report's order, each with what it lacks, and the registers that fill the one that is open. */
export function SectionList({
  sections,
  findings,
  current,
  unsaved,
  registers,
  onOpen,
}: {
  readonly sections: readonly Section[];
  readonly findings: readonly Finding[];
  readonly current: Section;
  readonly unsaved: ReadonlySet<SectionId>;
  readonly registers: readonly Register[];
  readonly onOpen: (id: SectionId) => void;
}) {
  const sources = registers.filter((one) => current.sources.includes(one.name));
  return (
    <nav className="ds-sections" aria-label={words.sections}>
      <h2>{words.sections}</h2>
      <ul>
        {sections.map((section) => {
          const own = findings.filter((one) => one.section === section.id);
          const errors = own.some((one) => one.severity === 'error');
          return (
            <li key={section.id}>
              <button
                type="button"
                aria-current={section.id === current.id ? 'true' : undefined}
                onClick={() => onOpen(section.id)}
              >
                <span className="mono">{section.id}</span>
                <span className="ell">{section.title}</span>
                {unsaved.has(section.id) ? (
                  <span className="ds-unsaved" title={words.unsaved}>
                    <IconPencil size={13} stroke={1.6} aria-label={words.unsaved} />
                  </span>
                ) : null}
                <StatusMark
                  kind={own.length === 0 ? 'met' : errors ? 'overdue' : 'stale'}
                  word={own.length === 0 ? '' : count(own.length)}
                />
              </button>
            </li>
          );
        })}
      </ul>
      {sources.length === 0 ? null : (
        <>
          <h2>{words.fedBy}</h2>
          <ul>
            {sources.map((register) => (
              <li key={register.name}>
                <Link to="/m/registers/$register" params={{ register: register.name }}>
                  <span className="ell">{register.title}</span>
                  <span className="num q">{count(register.count)}</span>
                </Link>
              </li>
            ))}
          </ul>
          <p className="hint">{words.fedHelp}</p>
        </>
      )}
    </nav>
  );
}

/** What is missing, here first, and what the section that is open has to say. */
export function Checks({
  read,
  current,
  onOpen,
}: {
  readonly read: Description;
  readonly current: Section;
  readonly onOpen: (id: SectionId) => void;
}) {
  const here = read.findings.filter((one) => one.section === current.id);
  const elsewhere = read.findings.filter((one) => one.section !== current.id);
  const errors = read.findings.filter((one) => one.severity === 'error').length;
  return (
    <aside className="ds-checks" aria-label={words.checks}>
      <div className="ds-head">
        <h2>{words.checks}</h2>
        <span className="sp" />
        <StatusMark kind="overdue" word={count(errors)} />
        <StatusMark kind="stale" word={count(read.findings.length - errors)} />
      </div>
      {errors > 0 ? <p className="ds-note">{words.holds}</p> : null}
      <h3>{words.here}</h3>
      {here.length === 0 ? <p className="m sm">{words.noFindings}</p> : null}
      <ul>
        {here.map((one) => (
          <li key={`${one.rule}${one.paragraph}${one.sentence}`}>
            <StatusMark kind={markOf(one)} word={one.sentence} />
            <span className="mono q">{one.rule}</span>
          </li>
        ))}
      </ul>
      {elsewhere.length === 0 ? null : <h3>{words.elsewhere}</h3>}
      <ul>
        {elsewhere.map((one) => (
          <li key={`${one.section}${one.rule}${one.paragraph}${one.sentence}`}>
            <StatusMark kind={markOf(one)} word={one.sentence} />
            <span className="row">
              <span className="mono q">{one.rule}</span>
              <span className="sp" />
              <button type="button" className="b g s" onClick={() => onOpen(one.section)}>
                {words.go} <span className="vh">{one.section}</span>
              </button>
            </span>
          </li>
        ))}
      </ul>
      <h3>{words.must}</h3>
      <p className="m sm">{current.requirement}</p>
      <ul className="ds-must">
        {current.mustContain.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </aside>
  );
}
