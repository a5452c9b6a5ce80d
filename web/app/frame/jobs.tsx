import { IconProgress } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMenu } from '../parts/menu.ts';
import { JobAct, JobProgress, JobState, nameOf } from '../parts/job.tsx';
import { jobs as words } from '../words/en-jobs.ts';
import { isUnfinished, useOwnJobs } from './follow.ts';
import './jobs.css';

const opened = new Date().toISOString();

/** Own long work in the top bar: there while something is under way, or ended since this window was opened. It may be left at any time. */
export function JobsIndicator() {
  const jobs = useOwnJobs();
  const menu = useMenu();
  const retried = new Set(jobs.map((job) => job.retryOf));
  const shown = jobs.filter(
    (job) => isUnfinished(job) || (job.endedAt !== null && job.endedAt > opened && !retried.has(job.id)),
  );
  if (shown.length === 0) return null;
  const under = shown.filter(isUnfinished);
  const label = under.length === 0 ? words.ended : words.running(under.length);
  const known = under.every((job) => job.total !== null && job.total > 0);
  const part = under.reduce((sum, job) => sum + Math.min(1, job.done / (job.total ?? 1)), 0) / (under.length || 1);
  return (
    <div ref={menu.place} className="jobs" onKeyDown={menu.onKeyDown}>
      <button
        ref={menu.button}
        type="button"
        className="ib"
        aria-expanded={menu.isOpen}
        aria-label={label}
        title={label}
        onClick={menu.toggle}
      >
        <IconProgress size={16} stroke={1.6} />
        {under.length === 0 ? null : <i aria-hidden="true">{under.length}</i>}
        {under.length === 0 ? null : <progress aria-hidden="true" {...(known && { value: part, max: 1 })} />}
      </button>
      <span className="vh" role="status">
        {label}
      </span>
      {menu.isOpen ? (
        <section className="menu jobs-list" aria-label={words.title}>
          <ul>
            {shown.slice(0, 8).map((job) => (
              <li key={job.id}>
                <div className="row">
                  <b className="ell">{nameOf(job)}</b>
                  <span className="sp" />
                  <JobState job={job} />
                </div>
                <div className="row">
                  <JobProgress job={job} />
                  <JobAct job={job} />
                </div>
              </li>
            ))}
          </ul>
          <Link to="/settings/jobs" onClick={menu.close}>
            {words.all}
          </Link>
        </section>
      ) : null}
    </div>
  );
}
