-- Two installations of one engagement know each other by key (docs/decisions/0037-signed-packages.md). What is here is of public kind:
-- a key that checks, sizes and roots of logs. No text of anybody's.
CREATE TABLE exchange.partner (
  organization_id   uuid NOT NULL,
  engagement_id     uuid NOT NULL REFERENCES exchange.engagement,
  -- what the engagement is called in the other installation
  their_engagement  uuid NOT NULL,
  vkey              text COLLATE "C" NOT NULL CHECK (length(vkey) BETWEEN 50 AND 400),
  confirmed_at      timestamptz NOT NULL,
  confirmed_by      uuid NOT NULL,
  -- sizes of the own log that they were shown, ascending: what they said they hold, and the latest fifteen since
  shown             bigint[] NOT NULL DEFAULT '{}' CHECK (cardinality(shown) <= 16),
  -- the latest of their log that was taken in here, and the statement of theirs that gave it out
  held_size         bigint CHECK (held_size > 0),
  held_root         bytea CHECK (octet_length(held_root) = 32),
  taken_index       bigint CHECK (taken_index >= 0),
  taken_digest      text COLLATE "C" CHECK (taken_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (organization_id, engagement_id),
  CHECK ((held_size IS NULL) = (held_root IS NULL)),
  CHECK ((taken_index IS NULL) = (taken_digest IS NULL))
);
ALTER TABLE exchange.partner ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_partner ON exchange.partner TO tickmark_management, tickmark_firm
  USING (organization_id = tickmark.organization());
GRANT SELECT, INSERT, UPDATE ON exchange.partner TO tickmark_management, tickmark_firm;
