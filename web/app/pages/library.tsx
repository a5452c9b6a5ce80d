import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState } from 'react';
import { ApiError, ask, type Shape } from '../api/client.ts';
import { useRegisters, useStanding } from '../frame/session.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { readiness } from '../words/en-readiness.ts';
import { wordOf } from './word-of.ts';
import './readiness.css';

type Library = Shape<'library.list'>;
type Control = Library['items'][number];

const words = readiness.library;

/** The library's controls: read one, choose many, adopt them as drafts. */
export function LibraryPage() {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/library`;
  const library = useQuery({
    queryKey: [membership.organizationId, 'library'],
    queryFn: ({ signal }) => ask<Library>('GET', base, { signal }),
  });
  const head = (
    <div className="head" style={{ paddingBottom: 8 }}>
      <div>
        <h1>{words.title}</h1>
        <div className="sub wrap">
          {library.data === undefined
            ? words.help
            : `${words.facts(library.data.items.length, library.data.items.filter((one) => one.adopted).length)}. ${words.help}`}
        </div>
      </div>
    </div>
  );
  return (
    <>
      {library.data === undefined || library.data.items.length === 0 ? head : null}
      {library.isError ? <Failed error={library.error} retry={() => void library.refetch()} /> : null}
      {library.isPending ? <Waiting rows={14} /> : null}
      {library.data?.items.length === 0 ? <Empty sentence={words.none} /> : null}
      {library.data !== undefined && library.data.items.length > 0 ? (
        <Chooser items={library.data.items} base={base} head={head} />
      ) : null}
    </>
  );
}

type Shown = 'all' | 'open' | 'adopted';

function Chooser({
  items,
  base,
  head,
}: {
  readonly items: readonly Control[];
  readonly base: string;
  readonly head: React.ReactNode;
}) {
  const { membership } = useStanding();
  const registers = useRegisters();
  const queries = useQueryClient();
  const [shown, setShown] = useState<Shown>('all');
  const [typed, setTyped] = useState(() => new URLSearchParams(location.search).get('q') ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const q = useDeferredValue(typed.trim().toLowerCase());
  const adopt = useMutation({
    mutationFn: (ids: readonly string[]) =>
      ask<{ adopted: readonly string[]; already: readonly string[] }>('POST', `${base}/adopt`, { body: { ids } }),
    onSuccess: async () => {
      setChosen(new Set());
      await queries.invalidateQueries({ queryKey: [membership.organizationId] });
    },
  });
  const adopted = items.filter((one) => one.adopted).length;
  const rows = items.filter(
    (one) =>
      (shown === 'all' || one.adopted === (shown === 'adopted')) &&
      (q === '' ||
        `${one.id} ${one.title} ${one.statement} ${one.criteria.join(' ')} ${one.department}`
          .toLowerCase()
          .includes(q)),
  );
  const free = rows.filter((one) => !one.adopted).map((one) => one.id);
  /** Chooses one; with shift everything between the one chosen last and it. */
  const choose = (id: string, range: boolean): void => {
    const next = new Set(chosen);
    const [from, to] = [free.indexOf(last ?? id), free.indexOf(id)].toSorted((a, b) => a - b);
    const ids = range && from !== undefined && from >= 0 ? free.slice(from, (to ?? from) + 1) : [id];
    const isOn = !chosen.has(id);
    for (const one of ids) {
      if (isOn) next.add(one);
      else next.delete(one);
    }
    setChosen(next);
    setLast(id);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || openId === null || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'Escape') setOpenId(null);
      const step = { j: 1, k: -1 }[event.key];
      const next = step === undefined ? undefined : rows[rows.findIndex((one) => one.id === openId) + step];
      if (next !== undefined) setOpenId(next.id);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  const create = registers.data?.items.find((item) => item.name === 'controls')?.allowed.create;
  const fields = registers.data?.items.find((item) => item.name === 'controls')?.fields ?? [];
  const word = (name: 'frequency' | 'nature' | 'type', value: string): string => {
    const field = fields.find((one) => one.name === name);
    return field === undefined ? value : wordOf(field, value);
  };
  const open = rows.find((one) => one.id === openId) ?? null;
  const chips: readonly (readonly [Shown, string, number])[] = [
    ['all', words.all, items.length],
    ['open', words.open, items.length - adopted],
    ['adopted', words.adopted, adopted],
  ];
  return (
    <div className={`lib${open === null ? '' : ' two'}`}>
      <div className="col" style={{ minWidth: 0, minHeight: 0 }}>
        {head}
        {chosen.size > 0 ? (
          <div className="row gap6 lib-bar" role="toolbar" aria-label={words.selected(chosen.size)}>
            <b className="num">{words.selected(chosen.size)}</b>
            <Act
              allowed={create?.allowed ?? true}
              reason={create?.reason ?? null}
              primary
              onClick={() => adopt.mutate([...chosen].toSorted())}
            >
              {words.adopt(chosen.size)}
            </Act>
            <button type="button" className="b g" onClick={() => setChosen(new Set())}>
              {words.clear}
            </button>
          </div>
        ) : (
          <div className="row gap6 lib-bar">
            {chips.map(([name, label, n]) => (
              <button
                key={name}
                type="button"
                aria-pressed={shown === name}
                className={`chip${shown === name ? ' on' : ''}`}
                onClick={() => setShown(name)}
              >
                {label}
                <span className="num">{n}</span>
              </button>
            ))}
            <span className="sp" />
            <span className="find" style={{ width: 220 }}>
              <input
                aria-label={words.search}
                placeholder={words.search}
                value={typed}
                maxLength={200}
                onChange={(event) => setTyped(event.target.value)}
              />
            </span>
            <span className="q sm num">{words.shown(rows.length, items.length)}</span>
          </div>
        )}
        <div className="lib-said" role="status">
          {adopt.isSuccess ? (
            <>
              {words.done(adopt.data.adopted.length, adopt.data.already.length)}{' '}
              <Link to="/m/controls" search={{ state: 'draft' }}>
                {words.drafts}
              </Link>
            </>
          ) : null}
          {adopt.error instanceof ApiError ? (
            <span className="err">
              <StatusMark kind="overdue" word="" />
              {adopt.error.problem.detail}
            </span>
          ) : null}
        </div>
        {rows.length === 0 ? <Empty sentence={words.nothing} /> : null}
        {rows.length > 0 ? (
          <div className="lib-list" role="region" aria-label={words.title} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th className="ckc">
                    <input
                      type="checkbox"
                      aria-label={words.selectAll}
                      checked={free.length > 0 && free.every((id) => chosen.has(id))}
                      disabled={free.length === 0 || create?.allowed === false}
                      onChange={(event) => setChosen(new Set(event.target.checked ? free : []))}
                    />
                  </th>
                  <th>{words.code}</th>
                  <th>{words.control}</th>
                  {open === null ? (
                    <>
                      <th>{words.criteria}</th>
                      <th>{words.frequency}</th>
                      <th>{words.nature}</th>
                    </>
                  ) : null}
                  <th>{words.state}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((one) => (
                  <tr key={one.id} className={one.id === openId ? 'sel' : ''} onClick={() => setOpenId(one.id)}>
                    <td className="ckc">
                      <input
                        type="checkbox"
                        aria-label={words.select(one.id)}
                        checked={chosen.has(one.id)}
                        disabled={one.adopted || create?.allowed === false}
                        onClick={(event) => event.stopPropagation()}
                        onChange={(event) =>
                          choose(one.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
                        }
                      />
                    </td>
                    <td className="id">{one.id}</td>
                    <td className="lib-title">
                      <button type="button" className="ell" onClick={() => setOpenId(one.id)}>
                        {one.title}
                      </button>
                    </td>
                    {open === null ? (
                      <>
                        <td className="m sm ell lib-criteria" title={one.criteria.join(', ')}>
                          {one.criteria.join(', ')}
                        </td>
                        <td className="m">{word('frequency', one.frequency)}</td>
                        <td className="m">{word('nature', one.nature)}</td>
                      </>
                    ) : null}
                    <td>
                      <StatusMark
                        kind={one.adopted ? 'met' : 'missing'}
                        word={one.adopted ? words.adopted : words.open}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </div>
      {open === null ? null : (
        <aside className="lib-one" aria-label={open.title}>
          <div className="row">
            <span className="mono m">{open.id}</span>
            <StatusMark kind={open.adopted ? 'met' : 'missing'} word={open.adopted ? words.adopted : words.open} />
            <span className="sp" />
            <button type="button" className="ib" aria-label={words.close} onClick={() => setOpenId(null)}>
              <IconX size={16} stroke={1.6} />
            </button>
          </div>
          <h2 className="lib-h">{open.title}</h2>
          <p className="serif lib-says">{open.statement}</p>
          <dl className="kv">
            <dt>{words.criteria}</dt>
            <dd>{open.criteria.join(', ')}</dd>
            <dt>{words.frequency}</dt>
            <dd>{word('frequency', open.frequency)}</dd>
            <dt>{words.nature}</dt>
            <dd>{word('nature', open.nature)}</dd>
            <dt>{words.type}</dt>
            <dd>{word('type', open.type)}</dd>
            <dt>{words.department}</dt>
            <dd>{open.department}</dd>
          </dl>
          <div className="lib-act">
            {open.adopted ? (
              <Link className="b" to="/m/controls" search={{ q: open.id }}>
                {words.here}
              </Link>
            ) : (
              <Act
                allowed={create?.allowed ?? true}
                reason={create?.reason ?? null}
                primary
                onClick={() => adopt.mutate([open.id])}
              >
                {words.adopt(1)}
              </Act>
            )}
          </div>
        </aside>
      )}
    </div>
  );
}
