import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { moment } from '../words/en.ts';
import { portal as words } from '../words/en-portal.ts';
import './portal.css';

type Portal = Shape<'portal.read'>;
type Text = Portal['items'][number];

/** What whoever is signed in must read or answer; what waits stands before what was read. */
export function PortalPage() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const portal = useQuery({
    queryKey: [organizationId, 'portal'],
    queryFn: ({ signal }) => ask<Portal>('GET', `/organizations/${organizationId}/portal`, { signal }),
  });
  const items = portal.data?.items ?? [];
  const waits = items.filter((text) => text.acknowledged === null);
  const done = items.filter((text) => text.acknowledged !== null);
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub wrap">{words.help}</div>
        </div>
      </div>
      {portal.isError ? <Failed error={portal.error} retry={() => void portal.refetch()} /> : null}
      {portal.isPending ? <Waiting /> : null}
      {portal.data !== undefined && items.length === 0 ? <Empty sentence={words.none} /> : null}
      <div className="pad stackv portal-texts">
        {[...waits, ...done].map((text) => (
          // A new version is a new text: what was typed for the old one goes.
          <ToRead key={`${text.id} ${text.version}`} text={text} organizationId={organizationId} />
        ))}
      </div>
    </div>
  );
}

function ToRead({ text, organizationId }: { readonly text: Text; readonly organizationId: string }) {
  const queries = useQueryClient();
  const { acknowledged, questions } = text;
  const asks = questions.length > 0;
  const [answers, setAnswers] = useState<readonly string[]>(() => questions.map(() => ''));
  const send = useMutation({
    mutationFn: () =>
      asks
        ? ask('POST', `/organizations/${organizationId}/portal/questionnaires/${text.id}/answers`, {
            version: text.version,
            body: { answers },
          })
        : ask('POST', `/organizations/${organizationId}/portal/policies/${text.id}/acknowledgement`, {
            version: text.version,
          }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [organizationId, 'portal'] }),
  });
  const isLate = text.readUntil !== null && text.readUntil < new Date().toISOString().slice(0, 10);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const waiting = isLate ? words.late : asks ? words.asks : words.waiting;
  return (
    <section className="card" aria-labelledby={text.id}>
      <div className="hd portal-head">
        <StatusMark
          kind={acknowledged !== null ? 'met' : isLate ? 'overdue' : 'open'}
          word={acknowledged === null ? waiting : asks ? words.answered : words.read}
        />
        <h2 id={text.id}>{text.title}</h2>
        <span className="id">{text.code}</span>
        <span className="q sm">{words.version(text.version)}</span>
        {text.readUntil === null ? null : <span className="q sm">{words.until(text.readUntil)}</span>}
      </div>
      <div className="pad stackv portal-body">
        {text.text === '' ? null : <p className="long portal-long">{text.text}</p>}
        {acknowledged === null ? (
          <form className="stackv" onSubmit={submit}>
            {questions.map((question, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- questions have no names; their order is part of the version
              <label key={index} className="portal-question">
                <span>{question}</span>
                <textarea
                  rows={3}
                  maxLength={1000}
                  required
                  value={answers[index] ?? ''}
                  onChange={(event) => setAnswers(answers.with(index, event.target.value))}
                />
              </label>
            ))}
            <div className="row gap6">
              <button type="submit" className="b p" disabled={send.isPending} aria-describedby={text.id}>
                {asks ? words.answer : words.acknowledge}
              </button>
              {asks ? <span className="q sm">{words.stays}</span> : null}
              {send.isError ? (
                <span className="why sm" role="alert">
                  {send.error.message}
                </span>
              ) : null}
            </div>
          </form>
        ) : (
          <p className="q sm">{words.at(moment(acknowledged.at), acknowledged.version, acknowledged.receipt.index)}</p>
        )}
      </div>
    </section>
  );
}
