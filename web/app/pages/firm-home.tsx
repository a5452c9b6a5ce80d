import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { count, day, en } from '../words/en.ts';
import { files as words, stateWord } from '../words/en-files.ts';
import { StatusMark } from '../parts/status.tsx';
import { aboutOf, type EngagementFile, useFileBase, useKinds, useNames } from './file-parts.tsx';
import './file.css';

const stepNames = Object.keys(en.steps.names);

/** Where the firm's engagements stand, and what waits for whoever looks. Of engagements whose team they are not on, nothing. */
export function FirmHome({ children }: { readonly children: ReactNode }) {
  const { membership } = useStanding();
  const { base, key } = useFileBase();
  const navigate = useNavigate();
  const may = useMay('openFile');
  const list = useQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ signal }) => ask<Shape<'files.list'>>('GET', base, { signal }),
  });
  const items = list.data?.items ?? [];
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1 className="fl-name">{membership.organization}</h1>
          <div className="sub fl-facts">{words.help}</div>
        </div>
        <span className="sp" />
        <Act primary allowed={may.allowed} reason={may.reason} onClick={() => void navigate({ to: '/f/new' })}>
          {words.open}
        </Act>
      </div>
      <div className="pad stackv">
        <section className="card" aria-label={words.bySteps}>
          <div className="hd">
            <h2>{words.bySteps}</h2>
            <span className="sp" />
            <span className="q sm num">{count(items.length)}</span>
          </div>
          {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
          {list.isLoading ? <Waiting rows={4} /> : null}
          {list.data !== undefined && items.length === 0 ? <Empty sentence={words.none} /> : null}
          {items.length === 0 ? null : <BySteps items={items} />}
        </section>
        <WaitsForYou />
        {children}
      </div>
    </div>
  );
}

type InFile = Shape<'WaitingInFile'>;

/** Papers and moves that wait for whoever looks, file by file. */
export function WaitsForYou() {
  const { base, key } = useFileBase();
  const kinds = useKinds();
  const waiting = useQuery({
    queryKey: [...key, 'waiting'],
    queryFn: ({ signal }) => ask<Shape<'files.waiting'>>('GET', `${base}/waiting`, { signal }),
  });
  const nameOf = useNames();
  const items = waiting.data?.items ?? [];
  const all = items.reduce((sum, { papers, moves }) => sum + papers.length + moves.length, 0);
  return (
    <section className="card" aria-label={words.waits}>
      <div className="hd">
        <h2>{words.waits}</h2>
        <span className="pill num">{count(all)}</span>
      </div>
      {waiting.isError ? <Failed error={waiting.error} retry={() => void waiting.refetch()} /> : null}
      {waiting.isLoading ? <Waiting rows={3} /> : null}
      {waiting.data !== undefined && all === 0 ? <p className="bd m">{words.nothingWaits}</p> : null}
      <ul className="fl-waits">
        {items.flatMap((file) => [
          ...file.moves.map((move) => (
            <li key={`${file.id} ${move.to}`}>
              <StatusMark kind="met" word="" />
              <Link to="/f/e/$id" params={{ id: file.code }}>
                {words.moveTo(stateWord(move.to))}
              </Link>
              <Of file={file} why={words.whys.move} />
            </li>
          )),
          ...file.papers.map((paper) => {
            const kind = kinds.data?.items.find(({ name }) => name === paper.kind);
            const about = aboutOf(kind, paper, nameOf);
            return (
              <li key={`${file.id} ${paper.kind} ${paper.subject} ${paper.why}`}>
                <StatusMark kind={paper.why === 'answer' ? 'returned' : 'open'} word="" />
                <Link
                  to="/f/e/$id/papers/$kind/$subject"
                  params={{ id: file.code, kind: paper.kind, subject: paper.subject }}
                >
                  {kind?.title ?? paper.kind}
                  {about === null ? '' : `, ${about}`}
                </Link>
                <Of
                  file={file}
                  why={paper.why === 'sign' ? words.whys.sign[paper.level ?? 'prepared'] : words.whys[paper.why]}
                />
              </li>
            );
          }),
        ])}
      </ul>
    </section>
  );
}

function Of({ file, why }: { readonly file: InFile; readonly why: string }) {
  return (
    <>
      <span className="m sm">{why}</span>
      <span className="sp" />
      <span className="q sm">
        <span className="mono">{file.code}</span> {file.client}
      </span>
    </>
  );
}

function BySteps({ items }: { readonly items: readonly EngagementFile[] }) {
  const ended = items.filter(({ step }) => step === null);
  return (
    <div className="fl-columns">
      {stepNames.map((step, index) => (
        <Column
          key={step}
          title={`${index + 1} ${en.steps.names[step] ?? step}`}
          items={items.filter((one) => one.step === step)}
        />
      ))}
      {ended.length === 0 ? null : <Column title={words.ended} items={ended} />}
    </div>
  );
}

function Column({ title, items }: { readonly title: string; readonly items: readonly EngagementFile[] }) {
  return (
    <div role="group" aria-label={title}>
      <h3>
        {title} <span className="pill num">{count(items.length)}</span>
      </h3>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <Link to="/f/e/$id" params={{ id: one.code }}>
              {one.client ?? one.code}
            </Link>
            <span className="m sm">
              <span className="mono">{one.code}</span> ·{' '}
              {one.type === null ? '' : `${words.types[one.type] ?? one.type} · `}
              {stateWord(one.state)}
              {one.to === null ? '' : ` · ${day(one.to)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
