import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SyntheticEvent } from 'react';
import { ApiError, ask, type Engagements } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Refused } from '../parts/forms.tsx';
import { day, textOf } from '../words/en.ts';
import { files as words } from '../words/en-files.ts';
import { DocumentMark, type FileOverview, useFileBase } from './file-parts.tsx';

/** In which engagement with management the file crosses, and the documents that did. What stands right of the double line is the other side's too. */
export function FileExchange({ file }: { readonly file: FileOverview }) {
  return (
    <section className="card" aria-label={words.exchange}>
      <div className="hd">
        <h2>{words.exchange}</h2>
      </div>
      <div className="bd wall-in">
        {file.exchange === null ? <Choose file={file} /> : null}
        {file.exchange !== null && file.documents.length === 0 ? <p className="m">{words.noDocuments}</p> : null}
        <ul className="fl-documents">
          {file.documents.map((one) => (
            <li key={one.thread} className={one.latest ? '' : 'q'}>
              <div className="row gap6 fl-wrap">
                <Link to="/f/documents" search={{ open: one.thread }}>
                  {one.title}
                </Link>
                <span className="pill">{words.version(one.version)}</span>
              </div>
              <div className="row gap6 fl-wrap">
                <DocumentMark document={one} />
                <span className="q sm num">{day(one.sentAt)}</span>
                {one.signed === null ? null : (
                  <span className="q sm">{words.signedBy(one.signed.name, one.signed.title)}</span>
                )}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Choose({ file }: { readonly file: FileOverview }) {
  const { membership } = useStanding();
  const { base, key } = useFileBase();
  const queries = useQueryClient();
  const agreed = useQuery({
    queryKey: [membership.organizationId, 'exchange', 'engagements'],
    queryFn: ({ signal }) =>
      ask<Engagements>('GET', `/organizations/${membership.organizationId}/exchange/engagements`, { signal }),
  });
  const items = agreed.data?.items.filter(({ state }) => state === 'agreed') ?? [];
  const link = useMutation({
    mutationFn: (engagement: string) =>
      ask<FileOverview>('PUT', `${base}/${file.id}/exchange`, { body: { engagement } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    link.mutate(textOf(new FormData(event.currentTarget).get('engagement')));
  };
  if (file.notLead !== null) return <p className="why sm">{file.notLead}</p>;
  if (agreed.data !== undefined && items.length === 0) {
    return (
      <p className="m">
        {words.noAgreed} <Link to="/settings/engagements">{words.propose}</Link>
      </p>
    );
  }
  return (
    <form onSubmit={submit}>
      <label className="f">
        <span className="lab">{words.choose}</span>
        <select className="in" name="engagement" required defaultValue="">
          <option value="">{words.choices}</option>
          {items.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}, {one.partner}
            </option>
          ))}
        </select>
        <span className="hint">{words.exchangeHelp}</span>
      </label>
      <Refused error={link.error instanceof ApiError ? link.error : null} />
      <button type="submit" className="b" disabled={link.isPending}>
        {words.link}
      </button>
    </form>
  );
}
