-- A partner that is not in this installation: a stand-in, made by the organization that works with it. It has no members, and nothing is
-- delivered to it; what it sent is taken in from files (docs/decisions/0030-a-partner-outside.md).
ALTER TABLE identity.organization ADD COLUMN outside_of uuid REFERENCES identity.organization;

CREATE FUNCTION exchange.add_outside(id uuid, name text) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    INSERT INTO identity.organization (id, kind, name, sample, created_at, outside_of)
    SELECT $1, CASE o.kind WHEN 'firm' THEN 'service-organization' ELSE 'firm' END, $2, o.sample, now(), o.id
    FROM identity.organization o WHERE o.id = tickmark.organization() AND o.outside_of IS NULL
  $$;
REVOKE ALL ON FUNCTION exchange.add_outside(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchange.add_outside(uuid, text) TO tickmark_management, tickmark_firm;

-- Whether that organization stands in for a partner of the one the transaction runs for.
CREATE FUNCTION exchange.is_outside(id uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM identity.organization o WHERE o.id = $1 AND o.outside_of = tickmark.organization()) $$;
REVOKE ALL ON FUNCTION exchange.is_outside(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchange.is_outside(uuid) TO tickmark_management, tickmark_firm;
