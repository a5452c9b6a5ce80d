-- Documents cross within the engagement both sides agreed to (src/exchange/documents.ts, docs/decisions/0041-documents-that-cross.md): the
-- firm's file names it, and from then on what crosses in it is read by the file's team alone (R-DOC-06).

ALTER TABLE firm.engagement ADD COLUMN exchange_id uuid REFERENCES exchange.engagement,
  ADD CONSTRAINT engagement_exchanges_once UNIQUE (organization_id, exchange_id);
GRANT UPDATE (exchange_id) ON firm.engagement TO tickmark_firm;

-- Engagements of the firm whose file names them and whose team whoever asks is not on. The installation, which delivers, has no person of
-- its own and is on no team.
CREATE FUNCTION firm.hidden_exchanges() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT e.exchange_id FROM firm.engagement e
    WHERE e.organization_id = tickmark.organization() AND e.exchange_id IS NOT NULL
      AND tickmark.person() IS DISTINCT FROM '00000000-0000-0000-0000-000000000000'
      AND NOT EXISTS (
        SELECT FROM firm.team_member m WHERE m.engagement_id = e.id AND m.person_id = tickmark.person() AND m.until IS NULL)
  $$;
REVOKE ALL ON FUNCTION firm.hidden_exchanges() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION firm.hidden_exchanges() TO tickmark_firm;

-- These take away from what two_parties gives; they give nothing.
CREATE POLICY team_alone ON exchange.engagement AS RESTRICTIVE TO tickmark_firm
  USING (id NOT IN (SELECT firm.hidden_exchanges()));
CREATE POLICY team_alone ON exchange.sent AS RESTRICTIVE TO tickmark_firm
  USING (engagement_id NOT IN (SELECT firm.hidden_exchanges()));
