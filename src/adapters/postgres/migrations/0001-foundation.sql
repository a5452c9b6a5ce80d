-- What every schema uses, and evidence.

-- Facts are written once. A table's trigger names the columns that may still change; everything else, deletion included, is refused
-- for everybody, the owner of the table too.
CREATE FUNCTION tickmark.refuse_change() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
  after jsonb;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before := to_jsonb(OLD) - TG_ARGV;
    after := to_jsonb(NEW) - TG_ARGV;
    IF before = after THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '%.% is written once: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, lower(TG_OP)
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE SCHEMA evidence;

CREATE TABLE evidence.item (
  id                 uuid PRIMARY KEY,
  name               text NOT NULL CHECK (name <> ''),
  sha256             text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size               bigint NOT NULL CHECK (size >= 0),
  media_type         text NOT NULL,
  media_inner        text,
  media_encoding     text,
  blob               text COLLATE "C" NOT NULL CHECK (blob ~ '^[0-9a-f]{64}$'),
  source             text NOT NULL,
  collector_name     text NOT NULL,
  collector_version  text,
  query              text,
  parameters         jsonb NOT NULL DEFAULT '{}',
  account            text,
  collected_at       timestamptz NOT NULL,
  collected_by       text NOT NULL,
  period_start       date,
  period_end         date,
  recorded_at        timestamptz NOT NULL,
  entry_index        bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest       text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  -- The item's key under the installation's; erasure takes it away, and the blob is noise from then on.
  wrapped_key        bytea,
  key_erased_at      timestamptz,
  key_erased_by      text,
  key_erased_reason  text,
  CHECK (period_start <= period_end),
  CHECK ((wrapped_key IS NULL) = (key_erased_at IS NOT NULL)),
  CHECK ((key_erased_at IS NULL) = (key_erased_by IS NULL)),
  CHECK ((key_erased_at IS NULL) = (key_erased_reason IS NULL))
);
CREATE INDEX item_sha256 ON evidence.item (sha256);

CREATE TRIGGER item_written_once BEFORE UPDATE ON evidence.item
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('wrapped_key', 'key_erased_at', 'key_erased_by', 'key_erased_reason');
CREATE TRIGGER item_stays BEFORE DELETE ON evidence.item
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER item_stays_whole BEFORE TRUNCATE ON evidence.item
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

-- A key that was erased does not come back.
CREATE FUNCTION evidence.refuse_key_change() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.wrapped_key IS NOT NULL OR OLD.wrapped_key IS NULL THEN
    RAISE EXCEPTION 'the key of an evidence item may only be erased, once'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER item_key_only_erased
  BEFORE UPDATE OF wrapped_key, key_erased_at, key_erased_by, key_erased_reason ON evidence.item
  FOR EACH ROW EXECUTE FUNCTION evidence.refuse_key_change();
