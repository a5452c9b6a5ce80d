import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useStanding } from '../frame/session.tsx';
import { Empty } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, day, en } from '../words/en.ts';
import { files as words } from '../words/en-files.ts';
import {
  aboutOf,
  type FileOverview,
  type Indexed,
  isDone,
  type PaperKind,
  PaperMark,
  useNames,
  Who,
} from './file-parts.tsx';

type Only = keyof typeof words.kinds;

/** The file's papers by step, with where each stands, who prepared and reviewed it, and what is open on it. */
export function FilePapers({ file, kinds }: { readonly file: FileOverview; readonly kinds: readonly PaperKind[] }) {
  const { session } = useStanding();
  const nameOf = useNames();
  const [only, setOnly] = useState<Only>('all');
  const [text, setText] = useState('');
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const me = session.person.id;
  const fits: Readonly<Record<Only, (paper: Indexed) => boolean>> = {
    all: () => true,
    open: (paper) => !isDone(paper, byName.get(paper.kind)),
    mine: (paper) => paper.by === me || paper.subject === me || paper.signed.some(({ by }) => by === me),
    notes: (paper) => paper.open > 0,
  };
  const wanted = text.trim().toLowerCase();
  const says = (paper: Indexed): boolean => {
    const kind = byName.get(paper.kind);
    return `${kind?.title ?? ''} ${aboutOf(kind, paper, nameOf) ?? ''}`.toLowerCase().includes(wanted);
  };
  const shown = file.papers.filter((paper) => fits[only](paper) && says(paper));
  const steps = [...new Set(kinds.map(({ step }) => step))];
  return (
    <section className="card" aria-label={words.papers}>
      <div className="hd">
        <h2>{words.papers}</h2>
        <span className="sp" />
        <span className="q sm num">{en.list.shown(shown.length, file.papers.length)}</span>
      </div>
      <div className="fl-filter">
        <span className="find">
          <input
            aria-label={words.filter}
            placeholder={words.filter}
            value={text}
            maxLength={200}
            onChange={(event) => setText(event.target.value)}
          />
          <kbd>/</kbd>
        </span>
        {only_.map((one) => (
          <button
            key={one}
            type="button"
            className={`chip${only === one ? ' on' : ''}`}
            aria-pressed={only === one}
            onClick={() => setOnly(one)}
          >
            {words.kinds[one]} <span className="num">{count(file.papers.filter(fits[one]).length)}</span>
          </button>
        ))}
      </div>
      {shown.length === 0 ? <Empty sentence={words.nothing} /> : null}
      {steps.map((step) => {
        const own = kinds.filter((kind) => kind.step === step);
        const papers = own.flatMap((kind) => shown.filter((paper) => paper.kind === kind.name));
        const more = only === 'all' && wanted === '' ? own : [];
        if (papers.length === 0 && !more.some((kind) => kind.per === 'matter')) return null;
        return (
          <div key={step} className="fl-step">
            <div className="fl-scroll">
              <table aria-label={en.steps.names[step] ?? step}>
                <thead>
                  <tr>
                    <th scope="col">{en.steps.names[step] ?? step}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.preparer}</th>
                    <th scope="col">{words.reviewer}</th>
                    <th scope="col">{words.approver}</th>
                    <th scope="col" className="n">
                      {words.notes}
                    </th>
                    <th scope="col" className="n">
                      {en.list.changed}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {papers.map((paper) => (
                    <Row
                      key={`${paper.kind}/${paper.subject}`}
                      file={file}
                      paper={paper}
                      kind={byName.get(paper.kind)}
                      nameOf={nameOf}
                    />
                  ))}
                </tbody>
              </table>
            </div>
            {more.map((kind) => (
              <Add key={kind.name} file={file} kind={kind} />
            ))}
          </div>
        );
      })}
    </section>
  );
}
const only_: readonly Only[] = ['all', 'open', 'mine', 'notes'];

function Row({
  file,
  paper,
  kind,
  nameOf,
}: {
  readonly file: FileOverview;
  readonly paper: Indexed;
  readonly kind: PaperKind | undefined;
  readonly nameOf: (id: string) => string;
}) {
  const about = aboutOf(kind, paper, nameOf);
  const signer = (level: Indexed['signed'][number]['level']) => {
    const by = paper.signed.find((one) => one.level === level)?.by;
    if (by !== undefined) return <Who name={nameOf(by)} />;
    // A level the kind does not have is not open.
    return kind?.signed.some((one) => one.level === level) === true ? <span className="q">–</span> : null;
  };
  return (
    <tr>
      <td className="fl-paper">
        <Link to="/f/e/$id/papers/$kind/$subject" params={{ id: file.code, kind: paper.kind, subject: paper.subject }}>
          {kind?.title ?? paper.kind}
          {about === null ? null : <span className="m">, {about}</span>}
        </Link>
      </td>
      <td>
        <PaperMark paper={paper} kind={kind} />
      </td>
      <td>{signer('prepared')}</td>
      <td>{signer('reviewed')}</td>
      <td>{signer('approved')}</td>
      <td className="n num">{paper.open === 0 ? '' : <StatusMark kind="returned" word={count(paper.open)} />}</td>
      <td className="n num m">{paper.at === null ? '–' : day(paper.at)}</td>
    </tr>
  );
}

/** Papers of which any number may be: the next matter, or a criterion none was written about. */
function Add({ file, kind }: { readonly file: FileOverview; readonly kind: PaperKind }) {
  const navigate = useNavigate();
  const there = new Set(file.papers.filter((paper) => paper.kind === kind.name).map(({ subject }) => subject));
  const go = (subject: string) =>
    void navigate({ to: '/f/e/$id/papers/$kind/$subject', params: { id: file.code, kind: kind.name, subject } });
  if (kind.per === 'matter') {
    const next = String(Math.max(0, ...[...there].map(Number)) + 1);
    return (
      <button type="button" className="b g s fl-add" onClick={() => go(next)}>
        {words.add(kind.title)}
      </button>
    );
  }
  const left = kind.per === 'criterion' ? file.criteria.filter((one) => !there.has(one)) : [];
  if (left.length === 0) return null;
  return (
    <select
      className="chip fl-add"
      aria-label={words.about(kind.title)}
      value=""
      onChange={(event) => go(event.target.value)}
    >
      <option value="">{words.add(kind.title)}</option>
      {left.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}
