import { IconBookmark } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { ApiError, ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { views as words } from '../words/en-views.ts';
import { Dialog } from './dialog.tsx';
import { Refused } from './forms.tsx';
import { useMenu } from './menu.ts';
import './views.css';

type Views = Shape<'views.list'>;
type View = Views['items'][number];
export type ViewWhere = View['where'];

/** Addresses that say nothing of what is shown: the list opens with its default view. */
const said = ['state', 'only', 'q', 'sort', 'fresh', 'kind', 'view', 'open'] as const;
type Said = Readonly<Partial<Record<(typeof said)[number], string>>>;

/** Views of a list, the person's own and shared ones. */
export function useViews(list: string) {
  const { membership } = useStanding();
  return useQuery({
    queryKey: [membership.organizationId, 'views', list],
    queryFn: ({ signal }) =>
      ask<Views>('GET', `/organizations/${membership.organizationId}/views?list=${list}`, { signal }),
    staleTime: 30_000,
  });
}

/**
 * The saved views of a list, to choose, keep, change and delete.
 * address  what the address says; a view alone in it (a link to it), or nothing, is followed
 * where    what is shown now
 * columns  those that may be chosen; none: the list's are fixed
 * show     shows a view; null: the list as it is
 */
export function ViewsMenu({
  list,
  address,
  where,
  columns,
  show,
}: {
  readonly list: string;
  readonly address: Said;
  readonly where: ViewWhere;
  readonly columns: readonly { readonly name: string; readonly label: string }[];
  readonly show: (view: { readonly id: string; readonly where: ViewWhere } | null) => void;
}) {
  const views = useViews(list);
  const menu = useMenu();
  const [form, setForm] = useState<'new' | 'edit' | 'remove' | null>(null);
  const items = views.data?.items ?? [];
  const current = items.find((view) => view.id === address.view);
  const given = said.filter((name) => address[name] !== undefined);
  const first = items.find((view) => view.isDefault && !view.shared) ?? items.find((view) => view.isDefault);
  const wanted = given.length === 0 ? first : given.join() === 'view' ? current : undefined;
  const isPlain = wanted !== undefined && Object.keys(wanted.where).every((name) => name === 'columns');
  const following = useRef(show);
  useEffect(() => {
    following.current = show;
  });
  useEffect(() => {
    if (wanted !== undefined && !(isPlain && address.view === wanted.id)) following.current(wanted);
  }, [wanted, isPlain, address.view]);
  const act = (work: () => void): void => {
    menu.close();
    menu.button.current?.focus();
    work();
  };
  return (
    <div ref={menu.place} className="views" onKeyDown={menu.onKeyDown}>
      <button
        ref={menu.button}
        type="button"
        className={`chip${current === undefined ? '' : ' on'}`}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={menu.toggle}
      >
        <IconBookmark size={14} stroke={1.6} />
        {current === undefined ? words.title : `${words.title}: ${current.name}`}
      </button>
      {menu.isOpen ? (
        <div className="menu" role="menu" aria-label={words.title}>
          <button
            type="button"
            role="menuitemradio"
            aria-checked={current === undefined}
            onClick={() => act(() => show(null))}
          >
            {words.whole}
          </button>
          {items.map((view) => (
            <button
              key={view.id}
              type="button"
              role="menuitemradio"
              aria-checked={view.id === current?.id}
              onClick={() => act(() => show(view))}
            >
              <span className="ell">{view.name}</span>{' '}
              <span className="q sm">
                {[view.shared ? words.sharedMark : '', view.isDefault ? words.defaultMark : '']
                  .filter((mark) => mark !== '')
                  .join(' · ')}
              </span>
            </button>
          ))}
          <hr />
          <button type="button" role="menuitem" onClick={() => act(() => setForm('new'))}>
            {words.save}
          </button>
          {current?.mine === true ? (
            <>
              <button type="button" role="menuitem" onClick={() => act(() => setForm('edit'))}>
                {words.edit}
              </button>
              <button type="button" role="menuitem" onClick={() => act(() => setForm('remove'))}>
                {words.remove}
              </button>
            </>
          ) : null}
        </div>
      ) : null}
      {form === null ? null : (
        <ViewForm
          list={list}
          act={form}
          view={form === 'new' ? undefined : current}
          where={where}
          columns={columns}
          close={() => setForm(null)}
          show={show}
        />
      )}
    </div>
  );
}

function ViewForm({
  list,
  act,
  view,
  where,
  columns,
  close,
  show,
}: {
  readonly list: string;
  readonly act: 'new' | 'edit' | 'remove';
  /** the one that is changed */
  readonly view: View | undefined;
  readonly where: ViewWhere;
  readonly columns: readonly { readonly name: string; readonly label: string }[];
  readonly close: () => void;
  readonly show: (view: { readonly id: string; readonly where: ViewWhere } | null) => void;
}) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const base = `/organizations/${membership.organizationId}/views`;
  const one = view === undefined ? base : `${base}/${view.id}`;
  const [chosen, setChosen] = useState<readonly string[]>(where.columns ?? []);
  const key = useRef(crypto.randomUUID());
  const send = useMutation({
    mutationFn: async (draft: Pick<View, 'name' | 'where' | 'shared' | 'isDefault'> | null) => {
      if (draft === null) return await ask<null>('DELETE', one, { version: view?.version ?? 0 });
      const version = view === undefined ? { creation: key.current } : { version: view.version };
      return await ask<View>(view === undefined ? 'POST' : 'PUT', one, {
        body: view === undefined ? { ...draft, list } : draft,
        ...version,
      });
    },
    onSuccess: async (kept) => {
      await queries.invalidateQueries({ queryKey: [membership.organizationId, 'views', list] });
      close();
      show(kept ?? null);
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const { columns: _columns, ...rest } = where;
    const kept = columns.map(({ name }) => name).filter((name) => chosen.includes(name));
    const name = fields.get('name');
    send.mutate({
      name: typeof name === 'string' ? name : '',
      where: kept.length === 0 ? rest : { ...rest, columns: kept },
      shared: fields.has('shared'),
      isDefault: fields.has('isDefault'),
    });
  };
  const error = send.error instanceof ApiError ? send.error : null;
  const title = act === 'new' ? words.save : act === 'edit' ? words.edit : words.remove;
  return (
    <Dialog title={title} close={close}>
      <Refused error={error} />
      {act === 'remove' ? (
        <div className="stackv">
          <p>{words.sure(view?.name ?? '')}</p>
          <div className="row gap6">
            <button type="button" className="b p" disabled={send.isPending} onClick={() => send.mutate(null)}>
              {words.remove}
            </button>
            <button type="button" className="b" onClick={close}>
              {words.cancel}
            </button>
          </div>
        </div>
      ) : (
        <form className="stackv" onSubmit={submit}>
          <label className="f">
            <span className="lab">{words.name}</span>
            <input className="in" name="name" defaultValue={view?.name ?? ''} maxLength={80} required />
          </label>
          {columns.length === 0 ? null : (
            <fieldset className="views-columns">
              <legend className="lab">{words.columns}</legend>
              {columns.map(({ name, label }) => (
                <label key={name} className="views-tick">
                  <input
                    type="checkbox"
                    checked={chosen.includes(name)}
                    disabled={!chosen.includes(name) && chosen.length >= mostColumns}
                    onChange={(event) =>
                      setChosen(event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
                    }
                  />
                  <span className="ell">{label}</span>
                </label>
              ))}
            </fieldset>
          )}
          <label className="views-tick">
            <input type="checkbox" name="shared" defaultChecked={view?.shared ?? false} />
            {words.shared}
          </label>
          <label className="views-tick">
            <input type="checkbox" name="isDefault" defaultChecked={view?.isDefault ?? false} />
            {words.isDefault}
          </label>
          <div className="row gap6">
            <button type="submit" className="b p" disabled={send.isPending}>
              {words.keep}
            </button>
            <button type="button" className="b" onClick={close}>
              {words.cancel}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** More do not fit beside code, title and state. */
const mostColumns = 5;
