-- Who hosts what (R-IND-10): the deployment mode of the installation and every change of it, with its reason. It is the installation's,
-- no organization's; each organization's log says it (hosting_noted: up to which revision).
CREATE TABLE identity.hosting (
  revision  integer PRIMARY KEY CHECK (revision > 0),
  mode      text COLLATE "C" NOT NULL CHECK (mode IN ('neutral-hosted', 'split', 'client-hosted', 'firm-hosted')),
  said_by   text COLLATE "C" NOT NULL CHECK (said_by IN ('setting', 'first-run')),
  reason    text CHECK (length(reason) BETWEEN 10 AND 500),
  since     timestamptz NOT NULL
);
CREATE TRIGGER hosting_written_once BEFORE UPDATE OR DELETE ON identity.hosting FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER hosting_stays_whole BEFORE TRUNCATE ON identity.hosting FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
GRANT SELECT, INSERT ON identity.hosting TO tickmark_identity;

ALTER TABLE identity.organization ADD COLUMN hosting_noted integer NOT NULL DEFAULT 0;

-- The mode now; always one row. Until somebody said otherwise the host is neutral, and said_by, reason and since are null.
CREATE FUNCTION identity.hosting_now() RETURNS TABLE (revision integer, mode text, said_by text, reason text, since timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT coalesce(h.revision, 0), coalesce(h.mode, 'neutral-hosted'), h.said_by, h.reason, h.since
    FROM (SELECT 1) always LEFT JOIN LATERAL (SELECT * FROM identity.hosting ORDER BY revision DESC LIMIT 1) h ON true
  $$;
REVOKE ALL ON FUNCTION identity.hosting_now() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.hosting_now() TO tickmark_gate, tickmark_identity, tickmark_management, tickmark_firm;
