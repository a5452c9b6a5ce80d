import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, ask, type Shape } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormButtons, Refused } from '../parts/forms.tsx';
import { Act, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { useFresh } from '../parts/step-up.tsx';
import { moment, textOf } from '../words/en.ts';
import { documents as words } from '../words/en-documents.ts';
import { exchange } from '../words/en-exchange.ts';
import { DocumentMark } from './file-parts.tsx';
import './file.css';

type Whole = Shape<'ReadDocument'>;
type Sending = 'signature' | 'return' | 'withdrawal' | 'message';
const acts: readonly Sending[] = ['signature', 'return', 'withdrawal', 'message'];
const paths = { return: 'return', withdrawal: 'withdraw', message: 'message' } as const;

/** One document as it was sent, with its signature, what was said about it, and what may be sent about it now. */
export function DocumentPage({ path, engagement }: { readonly path: string; readonly engagement: string }) {
  const { membership } = useStanding();
  const read = useQuery({
    queryKey: [membership.organizationId, 'exchange', 'document', path],
    queryFn: ({ signal }) => ask<Whole>('GET', path, { signal }),
    refetchInterval: 15_000,
  });
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting rows={12} />;
  const one = read.data;
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1 className="fl-name">{one.title}</h1>
          <div className="sub fl-facts">
            <Link to="." search={{}}>
              {words.back}
            </Link>
            <span className="dot">{engagement}</span>
            <span className="dot">{words.version(one.version)}</span>
            <span className="dot">{words.sent(moment(one.sentAt))}</span>
            <span className="dot">
              {one.deliveredAt === null ? words.underWay : words.delivered(moment(one.deliveredAt))}
            </span>
          </div>
        </div>
        <span className="sp" />
        <DocumentMark document={one} />
      </div>
      <div className="wp">
        <Paper one={one} />
        <div className="stackv">
          <Acts one={one} path={path} />
          <Said one={one} mine={membership.side} />
        </div>
      </div>
    </div>
  );
}

function Paper({ one }: { readonly one: Whole }) {
  const { document } = one;
  return (
    <article className="dc-paper serif" aria-label={document.title}>
      <h2>{document.title}</h2>
      {document.sections.map((section, at) => (
        <section key={`${at} ${section.heading ?? ''}`}>
          {section.heading === null ? null : <h3>{section.heading}</h3>}
          {section.paragraphs.map((text, index) => (
            <p key={index}>{text}</p>
          ))}
        </section>
      ))}
      {document.controls === undefined ? null : (
        <div className="fl-scroll">
          <table aria-label={words.controls}>
            <thead>
              <tr>
                {Object.entries(words.columnsOfControls).map(([name, word]) => (
                  <th key={name} scope="col">
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {document.controls.map((control) => (
                <tr key={control.code}>
                  <td className="id">{control.code}</td>
                  <td className="dc-text">
                    <b>{control.title}</b>
                    <p>{control.statement}</p>
                  </td>
                  <td className="dc-text">{control.frequency}</td>
                  <td className="mono dc-text">{control.criteria.join(' ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {document.approved === null ? null : <p className="dc-by">{document.approved}</p>}
      {one.signed === null ? null : (
        <div className="dc-signed">
          <StatusMark kind="signed" word={moment(one.signed.at)} />
          <p>{one.signed.words}</p>
        </div>
      )}
    </article>
  );
}

function Said({ one, mine }: { readonly one: Whole; readonly mine: string }) {
  return (
    <section className="card" aria-label={words.about}>
      <div className="hd">
        <h2>{words.about}</h2>
      </div>
      <ol className="wp-levels">
        {one.items.map((item) => (
          <li key={item.id} className={item.from === mine ? '' : 'wall'}>
            <div className="row gap6 fl-wrap">
              <b>{words.did[item.kind] ?? item.kind}</b>
              <span className="m sm">{exchange.from(item.content.organization, item.content.role)}</span>
            </div>
            {item.content.text === null ? null : <p className="serif wp-said">{item.content.text}</p>}
            <span className="q sm num">
              {moment(item.sentAt)} · <span className="mono">{item.digest.slice(0, 8)}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className="bd q sm">
        {words.digest} <span className="mono dc-digest">{one.sha256}</span>
      </p>
    </section>
  );
}

function Acts({ one, path }: { readonly one: Whole; readonly path: string }) {
  const share = useMay('exchange');
  const sign = useMay('signDocument');
  const [acting, setActing] = useState<Sending | null>(null);
  const open = acts.filter((act) => one.acts.includes(act));
  if (open.length === 0) return null;
  return (
    <section className="card bd fl-moves" aria-label={words.acts[open[0] ?? 'message']}>
      {open.map((act) => {
        const may = act === 'signature' ? sign : share;
        return (
          <div key={act} className="dc-act">
            <Act primary={act === 'signature'} allowed={may.allowed} reason={may.reason} onClick={() => setActing(act)}>
              {words.acts[act]}
            </Act>
          </div>
        );
      })}
      {acting === null ? null : <ActDialog one={one} act={acting} path={path} close={() => setActing(null)} />}
    </section>
  );
}

/** Asked once more before it crosses: what crossed stays. */
function ActDialog({
  one,
  act,
  path,
  close,
}: {
  readonly one: Whole;
  readonly act: Sending;
  readonly path: string;
  readonly close: () => void;
}) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const fresh = useFresh();
  const [title, setTitle] = useState('');
  const send = useMutation({
    mutationFn: (text: string) =>
      fresh(() =>
        act === 'signature'
          ? ask<Whole>('POST', `${path}/sign`, { body: { digest: one.sha256, title: title.trim() } })
          : ask<Whole>('POST', `${path}/${paths[act]}`, { body: { text } }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [membership.organizationId] });
      close();
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    send.mutate(textOf(new FormData(event.currentTarget).get('text')).trim());
  };
  const isSigning = act === 'signature';
  return (
    <Dialog title={isSigning ? words.signTitle : words.acts[act]} close={close}>
      <form onSubmit={submit}>
        {isSigning ? (
          <>
            <label className="f">
              <span className="lab">{words.as}</span>
              <input
                className="in"
                required
                maxLength={200}
                autoComplete="organization-title"
                value={title}
                onChange={(event) => setTitle(event.target.value)}
              />
              <span className="hint">{words.asHelp}</span>
            </label>
            <p className="serif wp-words">
              {one.promise === null
                ? null
                : `${one.promise.before}${title.trim() === '' ? '…' : title.trim()}${one.promise.after}`}
            </p>
            <p className="hint">{words.signHelp}</p>
            <p className="mono q sm dc-digest">{one.sha256}</p>
          </>
        ) : (
          <label className="f">
            <span className="lab">{act === 'message' ? words.text : words.reason}</span>
            <textarea className="in" name="text" required maxLength={10_000} />
            <span className="hint">{words.visible}</span>
          </label>
        )}
        <Refused error={send.error instanceof ApiError ? send.error : null} />
        <FormButtons submit={words.acts[act]} isPending={send.isPending} cancel={words.cancel} close={close} />
      </form>
    </Dialog>
  );
}
