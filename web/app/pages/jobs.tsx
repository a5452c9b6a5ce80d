import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type Shape } from '../api/client.ts';
import { isUnfinished, type Job, type Jobs } from '../frame/follow.ts';
import { useMembers, useStanding } from '../frame/session.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { JobAct, JobProgress, JobState, nameOf } from '../parts/job.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { moment } from '../words/en.ts';
import { jobs as words } from '../words/en-jobs.ts';

type One = Shape<'jobs.read'>;

interface LogCheck {
  readonly size: number;
  readonly signed: number | null;
  readonly root: string;
  readonly holds: boolean;
  readonly problems: readonly string[];
}

/** All long work of the organization: what runs, what came of it, and the check of the log to begin. */
export function JobsPage() {
  const { membership } = useStanding();
  const { organizationId } = membership;
  const queries = useQueryClient();
  const members = useMembers();
  const [shown, setShown] = useState<Job | null>(null);
  const base = `/organizations/${organizationId}/jobs`;
  const jobs = useInfiniteQuery({
    queryKey: [organizationId, 'jobs', 'all'],
    queryFn: ({ pageParam, signal }) =>
      ask<Jobs>('GET', `${base}?limit=50${pageParam === '' ? '' : `&cursor=${pageParam}`}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page: Jobs) => page.next,
    retry: false,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isUnfinished)) === true ? 3_000 : false,
  });
  const check = useMutation({
    mutationFn: () => ask<Job>('POST', `${base}/check-log`, { creation: crypto.randomUUID() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [organizationId, 'jobs'] }),
  });
  const items = jobs.data?.pages.flatMap((page) => page.items) ?? [];
  const names = new Map(members.data?.items.map((member) => [member.personId, member.name]));
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.title}</h1>
          <div className="sub wrap">{words.help}</div>
        </div>
        <span className="sp" />
        {check.isError ? (
          <span className="why sm" role="alert">
            {check.error.message}
          </span>
        ) : null}
        <button
          type="button"
          className="b p"
          title={words.checkHelp}
          disabled={check.isPending}
          onClick={() => check.mutate()}
        >
          {words.check}
        </button>
      </div>
      {jobs.isError ? <Failed error={jobs.error} retry={() => void jobs.refetch()} /> : null}
      {jobs.isPending ? <Waiting /> : null}
      {jobs.data !== undefined && items.length === 0 ? <Empty sentence={words.nothing} /> : null}
      {items.length === 0 ? null : (
        <div className="pad">
          <div className="card" style={{ overflow: 'auto' }}>
            <table className="job-table">
              <thead>
                <tr>
                  <th>{words.what}</th>
                  <th>{words.state}</th>
                  <th>{words.progress}</th>
                  <th>{words.by}</th>
                  <th>{words.at}</th>
                  <th className="n">{words.took}</th>
                  <th aria-label={`${words.cancel}, ${words.again}`} />
                </tr>
              </thead>
              <tbody>
                {items.map((job) => (
                  <tr key={job.id}>
                    <td>
                      <b>{nameOf(job)}</b>
                    </td>
                    <td>
                      <JobState job={job} />
                    </td>
                    <td className="at">
                      <JobProgress job={job} />
                      {job.state === 'done' ? (
                        <button type="button" className="b s" onClick={() => setShown(job)}>
                          {words.result}
                        </button>
                      ) : null}
                    </td>
                    <td className="m ell" style={{ maxWidth: 200 }}>
                      {names.get(job.byPerson) ?? ''}
                    </td>
                    <td className="q">{moment(job.createdAt)}</td>
                    <td className="n q">{tookOf(job)}</td>
                    <td className="n">
                      <JobAct job={job} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {jobs.hasNextPage ? (
            <p style={{ marginTop: 12 }}>
              <button type="button" className="b" onClick={() => void jobs.fetchNextPage()}>
                {words.more}
              </button>
            </p>
          ) : null}
        </div>
      )}
      {shown === null ? null : <Outcome job={shown} close={() => setShown(null)} />}
    </div>
  );
}

function tookOf({ startedAt, endedAt }: Job): string {
  if (startedAt === null || endedAt === null) return '';
  return words.seconds(Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)));
}

/** What a job came to. */
function Outcome({ job, close }: { readonly job: Job; readonly close: () => void }) {
  const { membership } = useStanding();
  const one = useQuery({
    queryKey: [membership.organizationId, 'jobs', job.id],
    queryFn: ({ signal }) => ask<One>('GET', `/organizations/${membership.organizationId}/jobs/${job.id}`, { signal }),
  });
  return (
    <Dialog title={nameOf(job)} close={close}>
      {one.isError ? <Failed error={one.error} retry={() => void one.refetch()} /> : null}
      {one.isPending ? <Waiting rows={2} /> : null}
      {one.data === undefined ? null : job.kind === 'check-log' ? (
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the result of this kind (src/jobs/check-log.ts)
        <Checked check={one.data.result as LogCheck | null} />
      ) : (
        <pre className="token mono sm">{JSON.stringify(one.data.result, null, 2)}</pre>
      )}
      <p style={{ marginTop: 14 }}>
        <button type="button" className="b" onClick={close}>
          {words.close}
        </button>
      </p>
    </Dialog>
  );
}

function Checked({ check }: { readonly check: LogCheck | null }) {
  if (check === null) return null;
  return (
    <>
      <p>
        <StatusMark kind={check.holds ? 'met' : 'overdue'} word={check.holds ? words.whole : words.holdsNot} />
      </p>
      <p>{words.entries(check.size, check.signed)}</p>
      {check.problems.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="cap">{words.root}</p>
      <p className="token mono sm">{check.root}</p>
    </>
  );
}
