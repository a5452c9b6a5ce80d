-- The wall in the database: one role a side. The application enters as tickmark_gate, which may do nothing but ask who somebody is,
-- and takes over the side's role for the length of a transaction (docs/decisions/0020-the-server.md).
-- Roles belong to the whole server, not to this database: another installation may have made them.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['tickmark_management', 'tickmark_firm', 'tickmark_reader', 'tickmark_identity', 'tickmark_worker', 'tickmark_gate'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
    END IF;
  END LOOP;
  GRANT tickmark_management, tickmark_firm, tickmark_reader, tickmark_identity TO tickmark_gate;
  GRANT tickmark_management, tickmark_firm TO tickmark_worker;
  -- Whoever connects must be able to take the gate's place.
  IF NOT pg_catalog.pg_has_role(CURRENT_USER, 'tickmark_gate', 'MEMBER') THEN
    EXECUTE format('GRANT tickmark_gate, tickmark_worker, tickmark_identity TO %I', CURRENT_USER);
  END IF;
END
$$;

-- On whose behalf the transaction runs; null where nobody said so, and then a policy shows nothing.
CREATE FUNCTION tickmark.organization() RETURNS uuid
  LANGUAGE sql STABLE
  RETURN nullif(current_setting('tickmark.organization', true), '')::uuid;
CREATE FUNCTION tickmark.person() RETURNS uuid
  LANGUAGE sql STABLE
  RETURN nullif(current_setting('tickmark.person', true), '')::uuid;
-- The log of that organization: the installation's name is in the setting, the organization's in its address.
CREATE FUNCTION tickmark.log_origin() RETURNS text
  LANGUAGE sql STABLE
  RETURN nullif(current_setting('tickmark.origin', true), '');

GRANT USAGE ON SCHEMA tickmark TO tickmark_management, tickmark_firm, tickmark_reader, tickmark_identity, tickmark_worker;

-- Each side appends to its own organization's log and reads that log alone. What the command line examines is its owner's.
GRANT USAGE ON SCHEMA ledger TO tickmark_management, tickmark_firm;
GRANT SELECT ON ledger.log, ledger.entry, ledger.opening, ledger.checkpoint TO tickmark_management, tickmark_firm;
GRANT INSERT ON ledger.entry, ledger.opening TO tickmark_management, tickmark_firm;
-- FOR UPDATE asks for it; triggers let it move with an entry only.
GRANT UPDATE (next_index) ON ledger.log TO tickmark_management, tickmark_firm;

ALTER TABLE ledger.log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.opening ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.checkpoint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_log ON ledger.log TO tickmark_management, tickmark_firm USING (origin = tickmark.log_origin());
CREATE POLICY own_entries ON ledger.entry TO tickmark_management, tickmark_firm USING (origin = tickmark.log_origin());
CREATE POLICY own_openings ON ledger.opening TO tickmark_management, tickmark_firm USING (origin = tickmark.log_origin());
CREATE POLICY own_checkpoints ON ledger.checkpoint TO tickmark_management, tickmark_firm USING (origin = tickmark.log_origin());
CREATE POLICY owner ON ledger.log TO CURRENT_USER USING (true);
CREATE POLICY owner ON ledger.entry TO CURRENT_USER USING (true);
CREATE POLICY owner ON ledger.opening TO CURRENT_USER USING (true);
CREATE POLICY owner ON ledger.checkpoint TO CURRENT_USER USING (true);
