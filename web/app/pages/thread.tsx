import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, ask, type Engagements, type Register, type Thread } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { FormButtons } from '../parts/forms.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { moment, textOf } from '../words/en.ts';
import { exchange as words } from '../words/en-exchange.ts';
import { Look } from './evidence-preview.tsx';
import './evidence.css';
import './exchange.css';

type Act = Exclude<Thread['acts'][number], 'proposal' | 'agreement' | 'refusal' | 'document' | 'signature'>;

/** What answers the other side; all else is sent. */
const answering: ReadonlySet<Act> = new Set(['answer', 'recall', 'acknowledgement', 'response']);

/** What crossed the wall about a record, in order, with its receipts, and what may be sent now. */
export function ThreadPanel({
  register,
  base,
  code,
}: {
  readonly register: Register;
  readonly base: string;
  readonly code: string;
}) {
  const { membership } = useStanding();
  const [acting, setActing] = useState<Act | null>(null);
  const thread = useQuery({
    queryKey: [membership.organizationId, register.name, 'thread', code],
    queryFn: ({ signal }) => ask<Thread>('GET', `${base}/${code}/thread`, { signal }),
    // What the other side sends arrives by itself.
    refetchInterval: 10_000,
  });
  if (thread.isError) return <Failed error={thread.error} retry={() => void thread.refetch()} />;
  if (thread.data === undefined) return <Waiting rows={4} />;
  const { items, acts } = thread.data;
  const { share, answer } = register.allowed;
  const open = acts
    .filter((act): act is Act => act !== 'proposal' && act !== 'agreement' && act !== 'refusal')
    .filter((act) => (answering.has(act) ? answer.allowed : share.allowed));
  const refused = acts.length > open.length ? (share.reason ?? answer.reason) : null;
  return (
    <div className="stackv">
      {items.length === 0 ? <p className="m">{words.nothing}</p> : null}
      <ol className="stackv">
        {items.map((item) => (
          <li key={item.id}>
            <Item
              item={item}
              mine={item.from === membership.side}
              base={`${base}/${code}`}
              take={register.allowed.export}
            />
          </li>
        ))}
      </ol>
      {acting === null ? (
        <div className="row gap6" style={{ flexWrap: 'wrap' }}>
          {open.map((act, index) => (
            <button key={act} type="button" className={`b${index === 0 ? ' p' : ''}`} onClick={() => setActing(act)}>
              {words.act[act]}
            </button>
          ))}
          {refused === null ? null : <span className="why sm">{refused}</span>}
          {open.length === 0 && refused === null && items.length > 0 ? <span className="q">{words.rest}</span> : null}
        </div>
      ) : (
        <ActForm key={acting} act={acting} register={register} base={`${base}/${code}`} done={() => setActing(null)} />
      )}
    </div>
  );
}

function Item({
  item,
  mine,
  base,
  take,
}: {
  readonly item: Thread['items'][number];
  readonly mine: boolean;
  readonly base: string;
  readonly take: Register['allowed']['export'];
}) {
  const { content } = item;
  const receipts = [
    words.sent(moment(item.sentAt)),
    item.deliveredAt === null ? words.underWay : words.delivered(moment(item.deliveredAt)),
    ...(item.readAt === null ? [] : [words.read(moment(item.readAt))]),
    ...(item.recalled ? [words.recalled] : []),
  ];
  const about = content.about;
  return (
    <article className={`xc${mine ? ' mine' : ''}`} aria-label={words.kinds[item.kind]}>
      <div className="row gap6" style={{ flexWrap: 'wrap' }}>
        <b>{words.kinds[item.kind]}</b>
        <span className="m sm">{words.from(content.organization, content.role)}</span>
      </div>
      {about === null ? null : <p className="serif">{about.asks ?? about.fact ?? about.title}</p>}
      {content.text === null ? null : <p className="serif">{content.text}</p>}
      {content.evidence.map((one) => (
        <Shown key={one.number} file={one} path={`${base}/evidence/${item.sequence}/${one.number}`} take={take} />
      ))}
      <span className="q sm num">
        {receipts.join(' · ')} · <span className="mono">{item.digest.slice(0, 8)}</span>
      </span>
    </article>
  );
}

/** Looked at when somebody opens it: every look is on record at both sides. take: whether they may have the file itself */
function Shown({
  file,
  path,
  take,
}: {
  readonly file: Thread['items'][number]['content']['evidence'][number];
  readonly path: string;
  readonly take: Register['allowed']['export'];
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <div className="row gap6" style={{ flexWrap: 'wrap' }}>
        <span style={{ overflowWrap: 'anywhere' }}>{file.name}</span>
        <span className="q sm">{file.system}</span>
        <span className="sp" />
        <button type="button" className="b g" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.hide : words.preview}
        </button>
        {take.allowed ? (
          <a className="b g" href={`/api/v1${path}/content`} download aria-label={words.download(file.name)}>
            ↓
          </a>
        ) : null}
      </div>
      {isOpen ? (
        <div className="stackv">
          <Look path={path} file={{ name: file.name, size: file.size, type: file.mediaType }} take={take} isAsked />
        </div>
      ) : null}
    </div>
  );
}

const paths: Readonly<Record<Act, string>> = {
  request: 'send',
  finding: 'send',
  answer: 'answer',
  recall: 'recall',
  acceptance: 'accept',
  return: 'return',
  withdrawal: 'withdraw',
  acknowledgement: 'acknowledge',
  response: 'respond',
  closing: 'close',
  message: 'message',
};
const says: Readonly<Record<Act, 'required' | 'optional' | 'nothing'>> = {
  request: 'nothing',
  finding: 'nothing',
  answer: 'required',
  recall: 'nothing',
  acceptance: 'optional',
  return: 'required',
  withdrawal: 'required',
  acknowledgement: 'nothing',
  response: 'required',
  closing: 'optional',
  message: 'required',
};

/** One act, asked for once more before it crosses: what crossed stays. */
function ActForm({
  act,
  register,
  base,
  done,
}: {
  readonly act: Act;
  readonly register: Register;
  readonly base: string;
  readonly done: () => void;
}) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const isFirst = act === 'request' || act === 'finding';
  const send = useMutation({
    mutationFn: (form: FormData) => {
      const text = textOf(form.get('text')).trim();
      const body = isFirst
        ? { engagement: textOf(form.get('engagement')) }
        : { ...(text !== '' && { text }), ...(chosen.length > 0 && { evidence: chosen }) };
      return ask<Thread>('POST', `${base}/${paths[act]}`, { body });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [membership.organizationId] });
      done();
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    send.mutate(new FormData(event.currentTarget));
  };
  const say = says[act];
  return (
    <form onSubmit={submit} aria-label={words.act[act]}>
      {isFirst ? <EngagementField /> : null}
      {say === 'nothing' ? null : (
        <label className="f">
          <span className="lab">
            {act === 'return' || act === 'withdrawal' ? words.reason : words.text}{' '}
            {say === 'optional' ? <span className="opt">{words.optional}</span> : null}
          </span>
          <textarea className="in" name="text" maxLength={10_000} required={say === 'required'} />
        </label>
      )}
      {act === 'answer' || act === 'response' ? <EvidenceField chosen={chosen} choose={setChosen} /> : null}
      <p className="hint">
        {register.name.startsWith('received-') ? words.visible : `${words.visible} ${words.advice}`}
      </p>
      {send.error instanceof ApiError ? (
        <p className="err" role="alert">
          <StatusMark kind="overdue" word="" />
          {send.error.problem.detail} {send.error.problem.next}
        </p>
      ) : null}
      <FormButtons
        submit={send.isPending ? words.sending : words.act[act]}
        isPending={send.isPending}
        cancel={words.close}
        close={done}
      />
    </form>
  );
}

function EngagementField() {
  const { membership } = useStanding();
  const engagements = useQuery({
    queryKey: [membership.organizationId, 'exchange', 'engagements'],
    queryFn: ({ signal }) =>
      ask<Engagements>('GET', `/organizations/${membership.organizationId}/exchange/engagements`, { signal }),
  });
  const agreed = engagements.data?.items.filter((one) => one.state === 'agreed') ?? [];
  if (engagements.data !== undefined && agreed.length === 0) return <p className="m">{words.noEngagement}</p>;
  return (
    <label className="f">
      <span className="lab">{words.to}</span>
      <select
        className="in"
        name="engagement"
        required
        key={agreed.length}
        defaultValue={agreed.length === 1 ? agreed[0]?.id : ''}
      >
        <option value="">{words.choose}</option>
        {agreed.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}, {one.partner}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ReadyEvidence {
  readonly items: readonly { readonly code: string; readonly name: string }[];
}

/** Items that may be shown; what is chosen here is shown to the other side as it is now. */
function EvidenceField({
  chosen,
  choose,
}: {
  readonly chosen: readonly string[];
  readonly choose: (codes: readonly string[]) => void;
}) {
  const { membership } = useStanding();
  const ready = useQuery({
    queryKey: [membership.organizationId, 'evidence', 'ready'],
    queryFn: ({ signal }) =>
      ask<ReadyEvidence>('GET', `/organizations/${membership.organizationId}/evidence?state=ready&limit=100`, {
        signal,
      }),
  });
  const items = ready.data?.items ?? [];
  return (
    <fieldset className="f" style={{ border: 0, padding: 0 }}>
      <legend className="lab">
        {words.evidence} <span className="opt">{words.optional}</span>
      </legend>
      {ready.data !== undefined && items.length === 0 ? <p className="m">{words.noEvidence}</p> : null}
      {items.length === 0 ? null : (
        <div className="xc-pick">
          {items.map((item) => (
            <label key={item.code}>
              <input
                type="checkbox"
                checked={chosen.includes(item.code)}
                onChange={(event) =>
                  choose(event.target.checked ? [...chosen, item.code] : chosen.filter((code) => code !== item.code))
                }
              />
              <span className="mono sm">{item.code}</span>
              <span>{item.name}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
