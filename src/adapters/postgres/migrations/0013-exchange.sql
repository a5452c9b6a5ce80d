-- What crosses the wall (docs/decisions/0027-what-crosses.md): sent things, written once, seen by the two organizations of their
-- engagement and by nobody else. Content is sealed under the engagement's key, which each of the two holds under its own.
-- from_id is always who wrote the row, to_id the other of the two.
CREATE SCHEMA exchange;
GRANT USAGE ON SCHEMA exchange TO tickmark_management, tickmark_firm;

CREATE TABLE exchange.engagement (
  id            uuid PRIMARY KEY,
  from_id       uuid NOT NULL REFERENCES identity.organization,
  to_id         uuid NOT NULL REFERENCES identity.organization,
  from_side     text COLLATE "C" NOT NULL CHECK (from_side IN ('management', 'firm')),
  type          text COLLATE "C" NOT NULL CHECK (type IN ('soc2-type1', 'soc2-type2')),
  period_start  date,
  period_end    date NOT NULL CHECK (period_end >= period_start),
  proposed_at   timestamptz NOT NULL,
  sealed        bytea NOT NULL,
  -- the engagement's key, wrapped under each organization's own
  from_key      bytea NOT NULL,
  to_key        bytea NOT NULL,
  CHECK (from_id <> to_id)
);
CREATE INDEX engagement_from ON exchange.engagement (from_id);
CREATE INDEX engagement_to ON exchange.engagement (to_id);

CREATE TABLE exchange.sent (
  id             uuid PRIMARY KEY,
  engagement_id  uuid NOT NULL REFERENCES exchange.engagement,
  sequence       integer NOT NULL CHECK (sequence > 0),
  from_id        uuid NOT NULL,
  to_id          uuid NOT NULL,
  kind           text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
  -- the request or finding it belongs to; the engagement itself where it is about that
  thread_id      uuid NOT NULL,
  refers_to      uuid REFERENCES exchange.sent,
  digest         text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  sealed         bytea NOT NULL,
  sent_at        timestamptz NOT NULL,
  entry_index    bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest   text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  UNIQUE (engagement_id, sequence)
);
CREATE INDEX sent_by_thread ON exchange.sent (thread_id, sequence);

-- The receiver's receipt: delivered into its register, or its evidence read.
CREATE TABLE exchange.receipt (
  sent_id       uuid NOT NULL REFERENCES exchange.sent,
  event         text COLLATE "C" NOT NULL CHECK (event IN ('delivered', 'read')),
  from_id       uuid NOT NULL,
  to_id         uuid NOT NULL,
  at            timestamptz NOT NULL,
  entry_index   bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest  text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (sent_id, event)
);

-- Evidence that was sent with something: the key of exactly these bytes, wrapped under the engagement's.
CREATE TABLE exchange.share (
  id              uuid PRIMARY KEY,
  sent_id         uuid NOT NULL REFERENCES exchange.sent,
  number          integer NOT NULL CHECK (number > 0),
  from_id         uuid NOT NULL,
  to_id           uuid NOT NULL,
  blob            text COLLATE "C" NOT NULL CHECK (blob ~ '^[0-9a-f]{64}$'),
  wrapped_key     bytea NOT NULL,
  sha256          text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size            bigint NOT NULL CHECK (size >= 0),
  media_type      text NOT NULL,
  media_inner     text,
  media_encoding  text,
  UNIQUE (sent_id, number)
);

-- Which record of an organization's own is the working copy of what crossed.
CREATE TABLE exchange.copy (
  organization_id  uuid NOT NULL,
  thread_id        uuid NOT NULL,
  engagement_id    uuid NOT NULL REFERENCES exchange.engagement,
  register         text COLLATE "C" NOT NULL,
  record_id        uuid NOT NULL,
  PRIMARY KEY (organization_id, thread_id),
  UNIQUE (organization_id, record_id)
);

-- An engagement is between a service organization and a firm.
CREATE FUNCTION exchange.refuse_same_side() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wanted text := CASE NEW.from_side WHEN 'firm' THEN 'service-organization' ELSE 'firm' END;
BEGIN
  IF NOT EXISTS (SELECT FROM identity.organization o WHERE o.id = NEW.to_id AND o.kind = wanted) THEN
    RAISE EXCEPTION 'there is no such organization on the other side' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION exchange.refuse_same_side() FROM PUBLIC;
CREATE TRIGGER engagement_crosses BEFORE INSERT ON exchange.engagement
  FOR EACH ROW EXECUTE FUNCTION exchange.refuse_same_side();

DO $$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['engagement', 'sent', 'receipt', 'share', 'copy'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_written_once BEFORE UPDATE OR DELETE ON exchange.%1$I FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change()', held);
    EXECUTE format('CREATE TRIGGER %1$s_stays_whole BEFORE TRUNCATE ON exchange.%1$I FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change()', held);
    EXECUTE format('ALTER TABLE exchange.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('GRANT SELECT, INSERT ON exchange.%I TO tickmark_management, tickmark_firm', held);
  END LOOP;
END
$$;
-- Both see a row; only who it is from writes it, and only between the two of an engagement they are in.
CREATE POLICY two_parties ON exchange.engagement TO tickmark_management, tickmark_firm
  USING (tickmark.organization() IN (from_id, to_id))
  WITH CHECK (from_id = tickmark.organization());
CREATE POLICY two_parties ON exchange.sent TO tickmark_management, tickmark_firm
  USING (tickmark.organization() IN (from_id, to_id))
  WITH CHECK (from_id = tickmark.organization() AND EXISTS (
    SELECT FROM exchange.engagement e WHERE e.id = engagement_id AND sent.from_id IN (e.from_id, e.to_id) AND sent.to_id IN (e.from_id, e.to_id) AND sent.from_id <> sent.to_id));
CREATE POLICY two_parties ON exchange.receipt TO tickmark_management, tickmark_firm
  USING (tickmark.organization() IN (from_id, to_id))
  WITH CHECK (from_id = tickmark.organization() AND EXISTS (
    SELECT FROM exchange.sent s WHERE s.id = sent_id AND s.to_id = receipt.from_id AND s.from_id = receipt.to_id));
CREATE POLICY two_parties ON exchange.share TO tickmark_management, tickmark_firm
  USING (tickmark.organization() IN (from_id, to_id))
  WITH CHECK (from_id = tickmark.organization() AND EXISTS (
    SELECT FROM exchange.sent s WHERE s.id = sent_id AND s.from_id = share.from_id AND s.to_id = share.to_id));
CREATE POLICY own_copy ON exchange.copy TO tickmark_management, tickmark_firm
  USING (organization_id = tickmark.organization());
-- The installation looks for what waits to be delivered; it opens nothing.
CREATE POLICY owner ON exchange.sent TO CURRENT_USER USING (true);
CREATE POLICY owner ON exchange.receipt TO CURRENT_USER USING (true);
