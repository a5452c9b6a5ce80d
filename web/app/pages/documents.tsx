import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, ask, type Engagements } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { FormButtons, Refused } from '../parts/forms.tsx';
import { Act, Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day, textOf } from '../words/en.ts';
import { documents as words } from '../words/en-documents.ts';
import { DocumentMark } from './file-parts.tsx';
import { DocumentPage } from './document.tsx';
import { useDocuments } from './documents-found.ts';

type Agreed = Engagements['items'][number];

/** Every document of every engagement of this side; one of them whole where the address names it. */
export function DocumentsPage() {
  const { membership } = useStanding();
  const { side } = membership;
  const { open }: { readonly open?: string } = useSearch({ strict: false });
  const { base, agreed, items, failed, isLoading, maySign } = useDocuments();
  if (failed !== undefined) return <Failed error={failed.error} retry={() => void failed.refetch()} />;
  if (isLoading) return <Waiting />;
  const shown = items.find(({ head }) => head.thread === open);
  if (shown !== undefined) {
    const path = `${base}/${shown.engagement.id}/documents/${shown.head.thread}`;
    return <DocumentPage key={path} path={path} engagement={shown.engagement.title} />;
  }
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub fl-facts">{words.help[side]}</div>
        </div>
      </div>
      <div className="pad stackv">
        {agreed.length === 0 ? (
          <Empty sentence={words.noEngagement}>
            <Link to="/settings/engagements">{words.engagements}</Link>
          </Empty>
        ) : null}
        {agreed.length > 0 && side === 'management' ? <HandOver agreed={agreed} base={base} /> : null}
        {agreed.length > 0 && items.length === 0 ? <Empty sentence={words.none} /> : null}
        {items.length === 0 ? null : (
          <section className="card fl-scroll" aria-label={words.title}>
            <table aria-label={words.title}>
              <thead>
                <tr>
                  {Object.entries(words.columns).map(([name, word]) => (
                    <th key={name} scope="col">
                      {word}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map(({ engagement, head, waits }) => (
                  <tr key={head.thread}>
                    <td className="fl-paper">
                      <Link to="." search={{ open: head.thread }}>
                        {head.title}
                      </Link>{' '}
                      <span className="q sm">{words.version(head.version)}</span>
                    </td>
                    <td>{engagement.title}</td>
                    <td className="m">{words.sides[head.from]}</td>
                    <td>
                      {waits ? (
                        <StatusMark kind="open" word={maySign ? words.waitsForYou : words.waitsForSignatory} />
                      ) : (
                        <DocumentMark document={head} />
                      )}{' '}
                      {head.latest || head.state === 'withdrawn' ? null : (
                        <span className="q sm">{words.superseded}</span>
                      )}
                    </td>
                    <td className="num m">{day(head.sentAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </div>
  );
}

const handed = ['control-list', 'description', 'assertion', 'representations'] as const;

/** What management hands the firm whole. */
function HandOver({ agreed, base }: { readonly agreed: readonly Agreed[]; readonly base: string }) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const may = useMay('exchange');
  const [isOpen, setOpen] = useState(false);
  const send = useMutation({
    mutationFn: (form: FormData) =>
      ask('POST', `${base}/${textOf(form.get('engagement'))}/documents`, { body: { kind: textOf(form.get('kind')) } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [membership.organizationId, 'exchange'] });
      setOpen(false);
    },
  });
  if (!isOpen) {
    return (
      <div className="row">
        <Act allowed={may.allowed} reason={may.reason} onClick={() => setOpen(true)}>
          {words.hand}
        </Act>
        <span className="q sm" role="status">
          {send.isSuccess ? words.handed : ''}
        </span>
      </div>
    );
  }
  return (
    <form
      className="card bd wp-form"
      aria-label={words.hand}
      onSubmit={(event: SyntheticEvent<HTMLFormElement>) => {
        event.preventDefault();
        send.mutate(new FormData(event.currentTarget));
      }}
    >
      <p className="hint">{words.handHelp}</p>
      <label className="f">
        <span className="lab">{words.what}</span>
        <select className="in" name="kind" required>
          {handed.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <label className="f">
        <span className="lab">{words.to}</span>
        <select className="in" name="engagement" required>
          {agreed.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}, {one.partner}
            </option>
          ))}
        </select>
      </label>
      <Refused error={send.error instanceof ApiError ? send.error : null} />
      <FormButtons submit={words.hand} isPending={send.isPending} cancel={words.cancel} close={() => setOpen(false)} />
    </form>
  );
}
