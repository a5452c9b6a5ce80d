-- Management's assertion and representation letter while they are drafted (src/letters). What somebody wrote for them is sealed; what was
-- handed to the signatory is written once, by the digest of its words.
CREATE TABLE management.letters (
  organization_id  uuid PRIMARY KEY,
  version          integer NOT NULL CHECK (version > 0),
  changed_at       timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  sealed           bytea NOT NULL
);
CREATE TRIGGER letters_stay BEFORE DELETE ON management.letters FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER letters_stay_whole BEFORE TRUNCATE ON management.letters FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

CREATE TABLE management.letters_ready (
  organization_id  uuid NOT NULL,
  number           integer NOT NULL CHECK (number > 0),
  digest           text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  at               timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  sealed           bytea NOT NULL,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (organization_id, number)
);
CREATE TRIGGER letters_ready_written_once BEFORE UPDATE OR DELETE ON management.letters_ready
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER letters_ready_stays_whole BEFORE TRUNCATE ON management.letters_ready
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

GRANT SELECT, INSERT, UPDATE ON management.letters TO tickmark_management;
GRANT SELECT, INSERT ON management.letters_ready TO tickmark_management;
ALTER TABLE management.letters ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE management.letters_ready ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_letters ON management.letters TO tickmark_management USING (organization_id = tickmark.organization());
CREATE POLICY own_letters_ready ON management.letters_ready TO tickmark_management USING (organization_id = tickmark.organization());
SELECT tickmark.keep_sealed('management.letters', 'sealed', 'content', 'management', '', '{}'),
  tickmark.keep_sealed('management.letters_ready', 'sealed', 'content', 'management', '', '{}');
