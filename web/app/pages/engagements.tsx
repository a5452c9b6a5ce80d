import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, ask, type Engagements } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Refused } from '../parts/forms.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day, textOf } from '../words/en.ts';
import { engagements as words } from '../words/en-engagements.ts';

/** Engagements with organizations of the other side: propose one, and agree to or decline what the other side proposed. */
export function EngagementsPage() {
  const { membership } = useStanding();
  const { organizationId, side } = membership;
  const base = `/organizations/${organizationId}/exchange/engagements`;
  const key = [organizationId, 'exchange', 'engagements'];
  const queries = useQueryClient();
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => ask<Engagements>('GET', base, { signal }) });
  const [proposing, setProposing] = useState(false);
  const answer = useMutation({
    mutationFn: ({ id, act }: { readonly id: string; readonly act: 'agree' | 'refuse' }) =>
      ask('POST', `${base}/${id}/${act}`),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const items = list.data?.items ?? [];
  const may = useMay('exchange').allowed;
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub" style={{ whiteSpace: 'normal' }}>
            {words.help}
          </div>
        </div>
        <span className="sp" />
        <Act allowed={may} reason={may ? null : words.may[side]} primary onClick={() => setProposing(true)}>
          {words.propose}
        </Act>
      </div>
      <div className="pad stackv">
        <p>
          {words.own}: <span className="mono">{organizationId}</span> <span className="q sm">{words.ownHelp}</span>
        </p>
        {answer.error instanceof ApiError ? <Refused error={answer.error} /> : null}
      </div>
      {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isLoading ? <Waiting /> : null}
      {list.data !== undefined && items.length === 0 ? <Empty sentence={words.none} /> : null}
      {items.length === 0 ? null : (
        <div className="pad">
          <div className="card" style={{ overflow: 'auto' }}>
            <table aria-label={words.title}>
              <thead>
                <tr>
                  <th scope="col">{words.columns.title}</th>
                  <th scope="col">{words.columns.with}</th>
                  <th scope="col">{words.columns.kind}</th>
                  <th scope="col">{words.columns.period}</th>
                  <th scope="col">{words.columns.state}</th>
                  <th scope="col">{words.columns.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => {
                  const state = words.states[one.state];
                  const isOurs = one.proposedBy === side;
                  return (
                    <tr key={one.id}>
                      <td className="ell" style={{ maxWidth: 0, width: '34%', fontWeight: 500 }}>
                        {one.title}
                      </td>
                      <td>{one.partner ?? words.unknown}</td>
                      <td>{words.kinds[one.type]}</td>
                      <td className="num">
                        {one.periodStart === null ? '' : `${day(one.periodStart)} – `}
                        {day(one.periodEnd)}
                      </td>
                      <td>
                        <StatusMark kind={state.mark} word={state.word} />{' '}
                        <span className="q sm">{isOurs ? words.byUs : words.byThem}</span>
                      </td>
                      <td>
                        {one.state === 'proposed' && !isOurs && may ? (
                          <span className="row gap6">
                            <button
                              type="button"
                              className="b p"
                              aria-label={`${words.agree}: ${one.title}`}
                              disabled={answer.isPending}
                              onClick={() => answer.mutate({ id: one.id, act: 'agree' })}
                            >
                              {words.agree}
                            </button>
                            <button
                              type="button"
                              className="b"
                              aria-label={`${words.decline}: ${one.title}`}
                              disabled={answer.isPending}
                              onClick={() => answer.mutate({ id: one.id, act: 'refuse' })}
                            >
                              {words.decline}
                            </button>
                          </span>
                        ) : null}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </div>
      )}
      {proposing ? <Propose base={base} listKey={key} known={items} close={() => setProposing(false)} /> : null}
    </div>
  );
}

/** known: engagements there are; their partners are choices, and of nobody else it is told whether they are here */
function Propose({
  base,
  listKey,
  known,
  close,
}: {
  readonly base: string;
  readonly listKey: readonly string[];
  readonly known: Engagements['items'];
  readonly close: () => void;
}) {
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (body: object) => ask('POST', base, { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: listKey });
      close();
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const said = (name: string): string => textOf(fields.get(name)).trim();
    send.mutate({
      with: said('with'),
      title: said('title'),
      type: said('type'),
      periodStart: said('periodStart') === '' ? null : said('periodStart'),
      periodEnd: said('periodEnd'),
    });
  };
  return (
    <Dialog title={words.propose} close={close}>
      <Refused error={send.error instanceof ApiError ? send.error : null} />
      <form className="stackv" onSubmit={submit}>
        <label className="f">
          <span className="lab">{words.partner}</span>
          <input className="in" name="with" required maxLength={36} autoComplete="off" list="known-partners" />
          <datalist id="known-partners">
            {[...new Map(known.map((one) => [one.partnerId, one.partner]))].map(([id, name]) =>
              id === null ? null : <option key={id} value={id} label={name ?? id} />,
            )}
          </datalist>
          <span className="hint">{words.partnerHelp}</span>
        </label>
        <label className="f">
          <span className="lab">{words.name}</span>
          <input className="in" name="title" required maxLength={300} />
        </label>
        <label className="f">
          <span className="lab">{words.kind}</span>
          <select className="in" name="type" defaultValue="soc2-type2">
            <option value="soc2-type2">{words.kinds['soc2-type2']}</option>
            <option value="soc2-type1">{words.kinds['soc2-type1']}</option>
          </select>
        </label>
        <label className="f">
          <span className="lab">{words.from}</span>
          <input className="in" type="date" name="periodStart" />
        </label>
        <label className="f">
          <span className="lab">{words.to}</span>
          <input className="in" type="date" name="periodEnd" required />
        </label>
        <div className="row gap6">
          <button type="submit" className="b p" disabled={send.isPending}>
            {words.send}
          </button>
          <button type="button" className="b" onClick={close}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
