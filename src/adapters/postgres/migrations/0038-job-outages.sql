-- A job that was under way when the database went away is given out again, and that is no attempt of its own: it is counted apart, so
-- that a job that takes the database down with it comes to an end too.
ALTER TABLE jobs.job ADD COLUMN outages integer NOT NULL DEFAULT 0 CHECK (outages >= 0);
DROP TRIGGER job_written_once ON jobs.job;
CREATE TRIGGER job_written_once BEFORE UPDATE ON jobs.job
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('state', 'cancel_asked', 'version', 'attempts', 'outages', 'fence', 'lease_until',
    'run_after', 'done', 'total', 'started_at', 'ended_at', 'sealed_line', 'sealed_end', 'retry_of');
GRANT SELECT (outages), UPDATE (outages) ON jobs.job TO tickmark_worker;
