import { IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { layOut } from '../../../src/system-picture/layout.ts';
import { type Component, farthest, layers, type Place, type Standing } from '../../../src/system-picture/model.ts';
import { ask, type Shape } from '../api/client.ts';
import { addressOf } from '../frame/addresses.ts';
import { useRegisters, useStanding } from '../frame/session.tsx';
import { Refused, useSending } from '../parts/forms.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { system as words } from '../words/en-system.ts';
import { SystemDrawing } from './system-drawing.tsx';
import { SystemRelations } from './system-relations.tsx';
import './system.css';

type Answer = Shape<'system-picture.read'>;

/** Where components were put, by code; null: nobody is arranging. */
type Places = ReadonlyMap<string, Place>;

const standingMarks: Readonly<Record<Standing, string>> = {
  inside: 'met',
  outside: 'blocked',
  undecided: 'missing',
  'carve-out': 'blocked',
  inclusive: 'met',
};
/** A picture of more is shown at its full size: fitted, nobody could read it. */
const mostFitted = 40;

/** The system as its registers describe it, as a picture and as a list of what is in it. */
export function SystemPage() {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/system-picture`;
  const registers = useRegisters();
  const read = useQuery({
    queryKey: [membership.organizationId, 'system-picture'],
    queryFn: ({ signal }) => ask<Answer>('GET', base, { signal }),
  });
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined || registers.data === undefined) return <Waiting />;
  const change = registers.data.items.find((one) => one.name === 'software')?.allowed.change;
  const names = new Map(registers.data.items.map((one) => [one.name, one.one]));
  return (
    <Shown
      base={base}
      answer={read.data}
      names={names}
      mayArrange={change?.allowed ?? false}
      reason={change?.reason ?? null}
    />
  );
}

function Shown({
  base,
  answer,
  names,
  mayArrange,
  reason,
}: {
  readonly base: string;
  readonly answer: Answer;
  readonly names: ReadonlyMap<string, string>;
  readonly mayArrange: boolean;
  readonly reason: string | null;
}) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const [arranged, setArranged] = useState<{ readonly places: Places; readonly version: number } | null>(null);
  const [hot, setHot] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [fit, setFit] = useState(answer.nodes.length <= mostFitted);
  const { run, error, busy } = useSending(() => Promise.resolve());
  const components: readonly Component[] = answer.nodes;
  const picture = useMemo(
    () => (arranged === null ? answer : layOut(answer.nodes, answer.relations, arranged.places, layers)),
    [answer, arranged],
  );
  const begin = (): void => {
    // All of them stay where they are seen, so that moving one moves no other.
    const places = new Map(answer.nodes.map(({ code, x, y }) => [code, { x, y }]));
    setArranged({ places, version: answer.version });
    setSaid(words.how);
  };
  const end = (): void => {
    setArranged(null);
    setSaid('');
  };
  const move = (code: string, to: Place): void => {
    if (arranged === null) return;
    const within = (n: number): number => Math.max(0, Math.min(farthest, n));
    const places = new Map([...arranged.places, [code, { x: within(to.x), y: within(to.y) }]]);
    // What the layout makes of it: a component that may not stand there stands at the nearest place where it may.
    const put = layOut(components, answer.relations, places, layers).nodes.find((one) => one.code === code);
    if (put === undefined) return;
    places.set(code, { x: put.x, y: put.y });
    setArranged({ ...arranged, places });
    setSaid(words.at(code, put.x, put.y));
  };
  const save = (): void => {
    if (arranged === null) return;
    const places = [...arranged.places].map(([code, { x, y }]) => ({ code, x, y }));
    run(async () => {
      await ask('PUT', `${base}/places`, { version: arranged.version, body: { places } });
      await queries.invalidateQueries({ queryKey: [membership.organizationId, 'system-picture'] });
      setArranged(null);
      setSaid(words.saved);
    });
  };
  const again = (): void => {
    if (arranged === null) return;
    setArranged({ ...arranged, places: new Map() });
    setSaid(words.laidOut);
  };
  const countOf = (...standings: Standing[]): number =>
    components.filter((one) => standings.includes(one.standing)).length;
  const undecided = countOf('undecided');
  const facts = [
    words.facts.inside(countOf('inside')),
    words.facts.outside(countOf('outside')),
    words.facts.subservice(countOf('carve-out', 'inclusive')),
    ...(undecided === 0 ? [] : [words.facts.undecided(undecided)]),
  ];
  return (
    <div className="sys">
      <div className="col">
        <div className="head">
          <div>
            <h1>{words.title}</h1>
            <div className="sub sys-sub">
              {facts.join(' · ')}. {words.help}
            </div>
          </div>
          <span className="sp" />
          {components.length === 0 ? null : arranged === null ? (
            <>
              <button type="button" className="b" aria-pressed={!fit} onClick={() => setFit(!fit)}>
                {fit ? words.full : words.fit}
              </button>
              <a className="b" href={`/api/v1${base}/picture.svg`} download>
                <IconDownload size={14} stroke={1.6} />
                {words.file}
              </a>
              <Act allowed={mayArrange} reason={reason} primary onClick={begin}>
                {words.arrange}
              </Act>
            </>
          ) : (
            <>
              <button type="button" className="b" onClick={again}>
                {words.again}
              </button>
              <button type="button" className="b" onClick={end}>
                {words.discard}
              </button>
              <button type="button" className="b p" disabled={busy} onClick={save}>
                {words.save}
              </button>
            </>
          )}
        </div>
        <Refused error={error} />
        <output className="sys-said">{said}</output>
        {components.length === 0 ? (
          <Empty sentence={words.none}>
            <Link to="/m/registers/$register" params={{ register: 'services' }} search={{ open: 'new' }} className="b">
              {words.begin}
            </Link>
          </Empty>
        ) : (
          <>
            <div className={`sys-frame${fit ? ' full' : ''}`}>
              <SystemDrawing
                picture={picture}
                names={names}
                fit={fit}
                hot={hot}
                choose={setHot}
                move={arranged === null ? null : move}
              />
            </div>
            <ComponentTable answer={answer} names={names} />
          </>
        )}
      </div>
      {arranged === null ? null : (
        <aside className="sys-side" aria-label={words.uses}>
          <SystemRelations
            key={hot}
            chosen={components.find((one) => one.code === hot) ?? null}
            components={components}
            relations={answer.relations}
            said={setSaid}
          />
        </aside>
      )}
    </div>
  );
}

/** The same in words: for who sees no picture, and for who looks for one of three hundred. */
function ComponentTable({ answer, names }: { readonly answer: Answer; readonly names: ReadonlyMap<string, string> }) {
  const used = (code: string): string =>
    answer.relations
      .filter((one) => one.from === code)
      .map((one) => one.to)
      .join(', ');
  const lost = (code: string): readonly string[] =>
    answer.dangling.filter((one) => one.from === code).map((one) => one.to);
  return (
    <section className="card sys-table">
      <div className="hd">
        <h2>{words.components}</h2>
        {answer.left === 0 ? null : <span className="q">{words.left(answer.left)}</span>}
      </div>
      <table>
        <thead>
          <tr>
            <th>{words.code}</th>
            <th>{words.name}</th>
            <th>{words.register}</th>
            <th>{words.standing}</th>
            <th>{words.uses}</th>
          </tr>
        </thead>
        <tbody>
          {answer.nodes.map((node) => (
            <tr key={node.code}>
              <td className="id">
                <Link to={addressOf(node.register, 'management')} search={{ open: node.code }}>
                  {node.code}
                </Link>
              </td>
              <td className="long">{node.title}</td>
              <td>{names.get(node.register) ?? node.register}</td>
              <td>
                <StatusMark kind={standingMarks[node.standing]} word={words.standings[node.standing]} />
              </td>
              <td className="long mono">
                {used(node.code)}
                {lost(node.code).map((code) => (
                  <StatusMark key={code} kind="missing" word={`${words.dangling}: ${code}`} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
