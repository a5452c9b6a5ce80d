import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import { isUnfinished, type Job } from '../frame/follow.ts';
import { useStanding } from '../frame/session.tsx';
import { jobs as words } from '../words/en-jobs.ts';
import { StatusMark } from './status.tsx';

const marks: Readonly<Record<string, string>> = {
  queued: 'missing',
  running: 'open',
  done: 'met',
  failed: 'overdue',
  cancelled: 'not-applicable',
};

export function nameOf(job: Job): string {
  return words.kinds[job.kind] ?? job.kind;
}

export function JobState({ job }: { readonly job: Job }) {
  const word = job.cancelAsked && isUnfinished(job) ? words.cancelling : (words.states[job.state] ?? job.state);
  return <StatusMark kind={marks[job.state] ?? 'missing'} word={word} />;
}

/** How far it is: a bar where it runs, in words what it is at; why it failed. */
export function JobProgress({ job }: { readonly job: Job }) {
  if (job.problem !== null) {
    return (
      <span className="m sm job-why">
        {job.problem.sentence} {job.problem.next}
      </span>
    );
  }
  if (job.state !== 'running') return null;
  const { done, total } = job;
  return (
    <span className="job-at">
      <progress
        aria-label={`${nameOf(job)}: ${words.progress}`}
        {...(total !== null && total > 0 && { value: Math.min(done, total), max: total })}
      />
      <span className="q sm num ell">{job.line ?? (total === null ? '' : words.of(done, total))}</span>
    </span>
  );
}

/** Cancel what waits or runs, try again what failed or was cancelled; the server's reason where it refuses. */
export function JobAct({ job }: { readonly job: Job }) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const base = `/organizations/${membership.organizationId}/jobs/${job.id}`;
  const act = useMutation({
    mutationFn: (verb: 'cancel' | 'retry') =>
      ask<Job>('POST', `${base}/${verb}`, verb === 'retry' ? { creation: crypto.randomUUID() } : {}),
    onSettled: () => queries.invalidateQueries({ queryKey: [membership.organizationId, 'jobs'] }),
  });
  const verb = isUnfinished(job) ? 'cancel' : job.state === 'done' ? null : 'retry';
  if (verb === null) return null;
  const word = verb === 'cancel' ? words.cancel : words.again;
  const under = act.isPending || (verb === 'cancel' && job.cancelAsked);
  return (
    <span className="row gap6 job-act">
      {act.isError ? (
        <span className="why sm" role="alert">
          {act.error.message}
        </span>
      ) : null}
      <button
        type="button"
        className="b s"
        aria-label={`${word}: ${nameOf(job)}`}
        aria-disabled={under}
        onClick={() => (under ? undefined : act.mutate(verb))}
      >
        {word}
      </button>
    </span>
  );
}
