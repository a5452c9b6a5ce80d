import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ask, type Shape } from '../api/client.ts';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { StepLine } from '../parts/step-line.tsx';
import { count, moment } from '../words/en.ts';
import { files as words, stateWord } from '../words/en-files.ts';
import { FileExchange } from './file-exchange.tsx';
import { FileMoves } from './file-moves.tsx';
import { FilePapers } from './file-papers.tsx';
import {
  aboutOf,
  factsOf,
  type FileOverview,
  type PaperKind,
  useFile,
  useFileBase,
  useKinds,
  useNames,
} from './file-parts.tsx';
import { FileTeam } from './file-team.tsx';
import './file.css';

/** The file of an engagement at a glance: where it stands, what the next move needs, its papers, its team, what crossed. */
export function FilePage() {
  const { id = '' } = useParams({ strict: false });
  const file = useFile(id);
  const kinds = useKinds();
  if (file.isError) return <Failed error={file.error} retry={() => void file.refetch()} />;
  if (kinds.isError) return <Failed error={kinds.error} retry={() => void kinds.refetch()} />;
  if (file.data === undefined || kinds.data === undefined) return <Waiting rows={12} />;
  return <Overview file={file.data} kinds={kinds.data.items} />;
}

function Overview({ file, kinds }: { readonly file: FileOverview; readonly kinds: readonly PaperKind[] }) {
  const next = file.moves.find(({ kind }) => kind === 'gate' || kind === 'view');
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1 className="fl-name">{file.client ?? file.code}</h1>
          <div className="sub fl-facts">
            {factsOf(file).map((fact, index) => (
              <span key={fact} className={index === 0 ? 'mono' : 'dot'}>
                {fact}
              </span>
            ))}
            <span className="dot">
              {words.mine} {words.roles[file.role].toLowerCase()}
            </span>
          </div>
        </div>
      </div>
      <StepLine steps={file.steps} />
      <p className="fl-at">
        <StatusMark kind={file.moves.length === 0 ? 'blocked' : 'open'} word="" />
        {file.heldFrom === null ? words.at(stateWord(file.state)) : words.rests(stateWord(file.heldFrom))}
        {file.moves.length === 0 ? ` ${words.ends}` : ''}
      </p>
      <div className="grid2">
        <div className="stackv">
          {next === undefined ? null : <Conditions file={file} kinds={kinds} move={next} />}
          <FilePapers file={file} kinds={kinds} />
          <Trail id={file.id} />
        </div>
        <div className="stackv">
          <FileMoves file={file} />
          <FileTeam file={file} />
          <FileExchange file={file} />
        </div>
      </div>
    </div>
  );
}

/** What the next move needs: each condition as it stands, with the papers where it is made to hold. */
function Conditions({
  file,
  kinds,
  move,
}: {
  readonly file: FileOverview;
  readonly kinds: readonly PaperKind[];
  readonly move: FileOverview['moves'][number];
}) {
  const nameOf = useNames();
  const holding = move.conditions.filter(({ holds }) => holds).length;
  const title = words.toLeave(stateWord(file.state));
  return (
    <section className="card" aria-label={title}>
      <div className="hd">
        <h2>{title}</h2>
        <span className="sp" />
        <span className="q sm num">{words.holdOf(holding, move.conditions.length)}</span>
      </div>
      {move.kind === 'view' ? <p className="bd hint">{words.view}</p> : null}
      {move.conditions.length === 0 ? <p className="bd m">{words.noConditions}</p> : null}
      <ul className="fl-conditions">
        {move.conditions.map((one) => (
          <li key={one.id}>
            <StatusMark kind={one.holds ? 'met' : 'blocked'} word={one.holds ? words.holds : words.open_} alone />
            <div>
              <p>{one.says}</p>
              <p className="m sm">
                {one.fact}{' '}
                {one.papers.slice(0, 8).map(({ kind, subject }) => {
                  const of = kinds.find(({ name }) => name === kind);
                  const paper = file.papers.find((there) => there.kind === kind && there.subject === subject);
                  const about = aboutOf(of, paper ?? { subject, title: null }, nameOf);
                  return (
                    <Link
                      key={`${kind}/${subject}`}
                      to="/f/e/$id/papers/$kind/$subject"
                      params={{ id: file.code, kind, subject }}
                      className="fl-to"
                    >
                      {of?.title ?? kind}
                      {about === null ? '' : `, ${about}`}
                    </Link>
                  );
                })}
                {one.papers.length > 8 ? `+${count(one.papers.length - 8)}` : null}
              </p>
            </div>
            <span className="mono q sm">{one.source}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Trail({ id }: { readonly id: string }) {
  const { base, key } = useFileBase();
  const trail = useQuery({
    queryKey: [...key, 'trail', id],
    queryFn: ({ signal }) => ask<Shape<'files.trail'>>('GET', `${base}/${id}/moves`, { signal }),
  });
  const items = trail.data?.items ?? [];
  return (
    <section className="card" aria-label={words.trail}>
      <div className="hd">
        <h2>{words.trail}</h2>
      </div>
      {trail.isError ? <Failed error={trail.error} retry={() => void trail.refetch()} /> : null}
      {trail.data !== undefined && items.length === 0 ? <p className="bd m">{words.noTrail}</p> : null}
      <ol className="fl-trail">
        {items.map((one) => (
          <li key={one.number}>
            <div className="row gap6 fl-wrap">
              <b>{words.moved(stateWord(one.from), stateWord(one.to))}</b>
              <span className="m sm">
                {one.by.name}, {words.roles[one.role].toLowerCase()}
              </span>
              <span className="q sm num">{moment(one.at)}</span>
              <span className="sp" />
              <span className="rc">
                <StatusMark kind="met" word="" />
                {one.receipt.index} · {one.receipt.digest.slice(0, 4)}…{one.receipt.digest.slice(-4)}
              </span>
            </div>
            {one.reason === null ? null : <p className="serif why-said">{one.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
