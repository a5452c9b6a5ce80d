import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { ask, type RecordPage, type Shape } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { moment } from '../words/en.ts';
import { readings as words } from '../words/en-portal.ts';
import './portal.css';

type Readings = Shape<'acknowledgements.list'>;
type Reading = Readings['items'][number];
type Readers = Shape<'acknowledgements.read'>;

/** Who has read what, and who has not: the programme's page beside the portal. */
export function ReadingsPage() {
  const { organizationId } = useStanding().membership;
  const readings = useQuery({
    queryKey: [organizationId, 'acknowledgements'],
    queryFn: ({ signal }) => ask<Readings>('GET', `/organizations/${organizationId}/acknowledgements`, { signal }),
  });
  const controls = useQuery({
    queryKey: [organizationId, 'controls', 'to-keep-for'],
    queryFn: ({ signal }) =>
      ask<RecordPage>('GET', `/organizations/${organizationId}/controls?limit=200&sort=code`, { signal }),
  });
  const items = readings.data?.items ?? [];
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub wrap">{words.help}</div>
        </div>
      </div>
      {readings.isError ? <Failed error={readings.error} retry={() => void readings.refetch()} /> : null}
      {readings.isPending ? <Waiting /> : null}
      {readings.data !== undefined && items.length === 0 ? <Empty sentence={words.none} /> : null}
      <div className="pad stackv portal-texts">
        {items.map((reading) => (
          <OneText key={reading.id} reading={reading} controls={controls.data?.items ?? []} />
        ))}
      </div>
    </div>
  );
}

function OneText({ reading, controls }: { readonly reading: Reading; readonly controls: RecordPage['items'] }) {
  const { organizationId, roles } = useStanding().membership;
  const queries = useQueryClient();
  const select = useId();
  const [open, setOpen] = useState(false);
  const [control, setControl] = useState('');
  const at = `/organizations/${organizationId}/acknowledgements/${reading.id}`;
  const remind = useMutation({
    mutationFn: () => ask<{ reminded: number }>('POST', `${at}/reminders`),
    onSuccess: () => queries.invalidateQueries({ queryKey: [organizationId, 'acknowledgements'] }),
  });
  const keep = useMutation({
    mutationFn: () =>
      ask<{ id: string; code: string }>('POST', `${at}/evidence`, {
        creation: crypto.randomUUID(),
        body: { links: control === '' ? [] : [control] },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [organizationId, 'evidence'] }),
  });
  const isDone = reading.read === reading.people;
  const isLate = !isDone && reading.readUntil !== null && reading.readUntil < new Date().toISOString().slice(0, 10);
  const leads = roles.some((role) => ['compliance-manager', 'executive-sponsor'].includes(role));
  const keeps =
    leads || roles.some((role) => ['control-owner', 'adviser', 'contributor', 'internal-auditor'].includes(role));
  const error = remind.error ?? keep.error;
  return (
    <section className="card" aria-labelledby={reading.id}>
      <div className="hd portal-head">
        <StatusMark
          kind={isDone ? 'met' : isLate ? 'overdue' : 'open'}
          word={isDone ? words.all : isLate ? words.late : words.some(reading.read, reading.people)}
        />
        <h2 id={reading.id}>{reading.title}</h2>
        <span className="id">{reading.code}</span>
        {isLate ? <span className="q sm">{words.some(reading.read, reading.people)}</span> : null}
        {reading.readUntil === null ? null : <span className="q sm">{words.until(reading.readUntil)}</span>}
        {reading.reminded === null ? null : <span className="q sm">{words.reminded(moment(reading.reminded))}</span>}
      </div>
      <div className="pad stackv portal-body">
        <div className="row gap6 portal-head">
          <button
            type="button"
            className="b"
            aria-expanded={open}
            aria-describedby={reading.id}
            onClick={() => setOpen(!open)}
          >
            {open ? words.hide : words.show}
          </button>
          {leads && !isDone ? (
            <button
              type="button"
              className="b"
              aria-describedby={reading.id}
              disabled={remind.isPending}
              onClick={() => remind.mutate()}
            >
              {words.remind}
            </button>
          ) : null}
          {keeps ? (
            <>
              <label className="q sm" htmlFor={select}>
                {words.control}
              </label>
              <select id={select} value={control} onChange={(event) => setControl(event.target.value)}>
                <option value="">{words.noControl}</option>
                {controls.map((one) => (
                  <option key={one.id} value={one.code}>
                    {one.code}
                  </option>
                ))}
              </select>
              <button
                type="button"
                className="b p"
                aria-describedby={reading.id}
                disabled={keep.isPending}
                onClick={() => keep.mutate()}
              >
                {words.keep}
              </button>
            </>
          ) : null}
        </div>
        <p role="status" className="q sm">
          {remind.data === undefined ? null : words.sent(remind.data.reminded)}{' '}
          {keep.data === undefined ? null : (
            <>
              {words.kept(keep.data.code)} <Link to="/m/evidence">{words.evidence}</Link>
            </>
          )}
        </p>
        {error === null ? null : (
          <p className="why sm" role="alert">
            {error.message}
          </p>
        )}
        {open ? <People at={at} organizationId={organizationId} id={reading.id} /> : null}
      </div>
    </section>
  );
}

function People({ at, organizationId, id }: Readonly<Record<'at' | 'organizationId' | 'id', string>>) {
  const readers = useQuery({
    queryKey: [organizationId, 'acknowledgements', id],
    queryFn: ({ signal }) => ask<Readers>('GET', at, { signal }),
  });
  if (readers.isError) return <Failed error={readers.error} retry={() => void readers.refetch()} />;
  if (readers.data === undefined) return <Waiting />;
  const { people, questions } = readers.data;
  return (
    <table className="t portal-people">
      <thead>
        <tr>
          <th scope="col">{words.person}</th>
          <th scope="col">{words.state}</th>
          {questions.length === 0 ? null : <th scope="col">{words.answers}</th>}
        </tr>
      </thead>
      <tbody>
        {people.map(({ personId, name, acknowledged, answers }) => (
          <tr key={personId}>
            <td>{name}</td>
            <td>
              {acknowledged === null
                ? words.notYet
                : words.entry(moment(acknowledged.at), acknowledged.version, acknowledged.receipt.index)}
            </td>
            {questions.length === 0 ? null : (
              <td>
                {answers === null ? null : (
                  <dl>
                    {questions.map((question, index) => (
                      // oxlint-disable-next-line react/no-array-index-key -- their order is all they have
                      <div key={index}>
                        <dt className="q sm">{question}</dt>
                        <dd>{answers[index]}</dd>
                      </div>
                    ))}
                  </dl>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
