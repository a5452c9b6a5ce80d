-- The ledger: rows first, in the transaction that also writes what they state; tiles and checkpoints follow (src/ledger/log.ts).

CREATE SCHEMA ledger;

-- One row a log. Whoever appends locks it, so that indexes are given in the order of commits and without a gap.
CREATE TABLE ledger.log (
  origin      text COLLATE "C" PRIMARY KEY CHECK (origin ~ '^[^[:space:]+]+$'),
  next_index  bigint NOT NULL DEFAULT 0 CHECK (next_index >= 0)
);

-- What proofs rest on. Never changed, never removed.
CREATE TABLE ledger.entry (
  origin  text COLLATE "C" NOT NULL REFERENCES ledger.log,
  idx     bigint NOT NULL CHECK (idx >= 0),
  hop     text COLLATE "C" NOT NULL CHECK (hop <> ''),
  inputs  bigint[] NOT NULL CHECK (0 <= ALL (inputs) AND idx > ALL (inputs)),
  body    bytea NOT NULL CHECK (octet_length(body) = 32),
  value   bytea NOT NULL CHECK (octet_length(value) = 32),
  PRIMARY KEY (origin, idx)
);

-- What lies behind an entry. Apart from it, so that erasure can one day take it away without breaking a proof.
CREATE TABLE ledger.opening (
  origin    text COLLATE "C" NOT NULL,
  idx       bigint NOT NULL,
  digest    text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  salt      bytea NOT NULL CHECK (octet_length(salt) = 32),
  envelope  text COLLATE "C" NOT NULL,
  PRIMARY KEY (origin, idx),
  FOREIGN KEY (origin, idx) REFERENCES ledger.entry
);
CREATE INDEX opening_digest ON ledger.opening (digest);

CREATE TABLE ledger.checkpoint (
  origin  text COLLATE "C" NOT NULL REFERENCES ledger.log,
  size    bigint NOT NULL CHECK (size >= 0),
  root    bytea NOT NULL CHECK (octet_length(root) = 32),
  note    text COLLATE "C" NOT NULL,
  PRIMARY KEY (origin, size)
);

-- The next index moves by storing the entry that has it, and in no other way.
CREATE FUNCTION ledger.take_index() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ledger.log SET next_index = next_index + 1 WHERE origin = NEW.origin AND next_index = NEW.idx;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'entry % is not the next of the log %', NEW.idx, NEW.origin
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER entry_takes_index BEFORE INSERT ON ledger.entry
  FOR EACH ROW EXECUTE FUNCTION ledger.take_index();

CREATE FUNCTION ledger.refuse_index() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the next index of a log moves only with its entries'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER log_index_moves_with_entries BEFORE UPDATE OF next_index ON ledger.log
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_index();
CREATE FUNCTION ledger.begin_empty() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.next_index <> 0 THEN
    RAISE EXCEPTION 'a log begins empty' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER log_begins_empty BEFORE INSERT ON ledger.log
  FOR EACH ROW EXECUTE FUNCTION ledger.begin_empty();

-- Checkpoints only grow, and never beyond what is committed.
CREATE FUNCTION ledger.refuse_smaller() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger.checkpoint WHERE origin = NEW.origin AND size >= NEW.size)
    OR NOT EXISTS (SELECT FROM ledger.log WHERE origin = NEW.origin AND next_index >= NEW.size)
  THEN
    RAISE EXCEPTION 'a checkpoint for % entries does not follow in the log %', NEW.size, NEW.origin
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER checkpoint_grows BEFORE INSERT ON ledger.checkpoint
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_smaller();

CREATE TRIGGER log_written_once BEFORE UPDATE ON ledger.log
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('next_index');
CREATE TRIGGER log_stays BEFORE DELETE ON ledger.log
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER log_stays_whole BEFORE TRUNCATE ON ledger.log
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER entry_written_once BEFORE UPDATE OR DELETE ON ledger.entry
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER entry_stays_whole BEFORE TRUNCATE ON ledger.entry
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER opening_written_once BEFORE UPDATE OR DELETE ON ledger.opening
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER opening_stays_whole BEFORE TRUNCATE ON ledger.opening
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER checkpoint_written_once BEFORE UPDATE OR DELETE ON ledger.checkpoint
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER checkpoint_stays_whole BEFORE TRUNCATE ON ledger.checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
