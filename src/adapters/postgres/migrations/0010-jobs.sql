-- Long work (docs/decisions/0023-jobs.md): one row a job, written in the transaction of whoever asks for it. The worker sees whose a job
-- is and how far it got; what it is about, and what came of it, is sealed under the organization's key.
CREATE SCHEMA jobs;
GRANT USAGE ON SCHEMA jobs TO tickmark_management, tickmark_firm, tickmark_worker;

CREATE TABLE jobs.job (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  side             text COLLATE "C" NOT NULL CHECK (side IN ('management', 'firm')),
  -- on whose behalf it runs, and by which scopes where a token asked
  person_id        uuid NOT NULL,
  scopes           text[] COLLATE "C",
  kind             text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][a-z-]{1,40}$'),
  -- Idempotency-Key of whoever asked
  key              text COLLATE "C" CHECK (length(key) BETWEEN 1 AND 200),
  retry_of         uuid,
  state            text COLLATE "C" NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  cancel_asked     boolean NOT NULL DEFAULT false,
  -- counts every change of the row: the id of an event
  version          integer NOT NULL DEFAULT 1 CHECK (version > 0),
  attempts         integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- given out anew with every delivery: whoever holds an older one may commit nothing
  fence            integer NOT NULL DEFAULT 0 CHECK (fence >= 0),
  lease_until      timestamptz,
  run_after        timestamptz NOT NULL,
  done             bigint NOT NULL DEFAULT 0 CHECK (done >= 0),
  total            bigint CHECK (total >= 0),
  created_at       timestamptz NOT NULL,
  started_at       timestamptz,
  ended_at         timestamptz,
  sealed_input     bytea NOT NULL,
  sealed_line      bytea,
  sealed_end       bytea,
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, person_id, key),
  FOREIGN KEY (organization_id, retry_of) REFERENCES jobs.job (organization_id, id) ON DELETE SET NULL (retry_of),
  CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX job_to_run ON jobs.job (run_after, id) WHERE state IN ('queued', 'running');
CREATE INDEX job_unfinished ON jobs.job (organization_id) WHERE state IN ('queued', 'running');
CREATE INDEX job_by_time ON jobs.job (organization_id, created_at DESC, id DESC);
CREATE INDEX job_ended ON jobs.job (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX job_retried ON jobs.job (organization_id, retry_of) WHERE retry_of IS NOT NULL;

-- What is asked for is written once.
CREATE TRIGGER job_written_once BEFORE UPDATE ON jobs.job
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('state', 'cancel_asked', 'version', 'attempts', 'fence', 'lease_until', 'run_after',
    'done', 'total', 'started_at', 'ended_at', 'sealed_line', 'sealed_end', 'retry_of');

GRANT SELECT, INSERT, UPDATE (state, cancel_asked, version, ended_at) ON jobs.job TO tickmark_management, tickmark_firm;
GRANT SELECT (id, organization_id, side, person_id, scopes, kind, state, cancel_asked, version, attempts, fence, lease_until, run_after, done, total, created_at, started_at, ended_at),
  UPDATE (state, version, attempts, fence, lease_until, run_after, done, total, started_at, ended_at, sealed_line, sealed_end),
  DELETE ON jobs.job TO tickmark_worker;
ALTER TABLE jobs.job ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_job ON jobs.job TO tickmark_management, tickmark_firm USING (organization_id = tickmark.organization());
CREATE POLICY worker ON jobs.job TO tickmark_worker USING (true);

-- Whether the person a job runs for is still a member, and as what: at most one row.
CREATE FUNCTION identity.initiator(person uuid, organization uuid)
  RETURNS TABLE (person_name text, email text, side text, roles text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT p.name, p.email, CASE o.kind WHEN 'firm' THEN 'firm' ELSE 'management' END, m.roles
    FROM identity.membership m
    JOIN identity.person p ON p.id = m.person_id
    JOIN identity.organization o ON o.id = m.organization_id
    WHERE m.person_id = $1 AND m.organization_id = $2 AND m.state = 'active' AND (m.until IS NULL OR m.until > now())
  $$;
REVOKE ALL ON FUNCTION identity.initiator(uuid, uuid) FROM PUBLIC;
GRANT USAGE ON SCHEMA identity TO tickmark_worker;
GRANT EXECUTE ON FUNCTION identity.initiator(uuid, uuid) TO tickmark_worker;
