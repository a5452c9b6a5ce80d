-- Who has read which text, when, and what they answered (src/portal). Written once a person and text: `said` is a keyed digest of what it
-- says, so that a new owner or date asks nobody again and a new text asks everybody, and the database does not tell which text it was.
CREATE TABLE management.acknowledgement (
  organization_id  uuid NOT NULL,
  record_id        uuid NOT NULL,
  person_id        uuid NOT NULL,
  said             bytea NOT NULL CHECK (octet_length(said) = 32),
  version          integer NOT NULL CHECK (version > 0),
  at               timestamptz NOT NULL,
  -- answers to a questionnaire; null: the text asks nothing
  sealed           bytea,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (organization_id, record_id, person_id, said),
  FOREIGN KEY (organization_id, record_id) REFERENCES management.record (organization_id, id)
);
CREATE INDEX acknowledgement_by_person ON management.acknowledgement (organization_id, person_id);

-- When those who had not read a text were reminded, and how many they were: once a day at most.
CREATE TABLE management.reading_reminder (
  organization_id  uuid NOT NULL,
  record_id        uuid NOT NULL,
  day              date NOT NULL,
  at               timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  people           integer NOT NULL CHECK (people > 0),
  PRIMARY KEY (organization_id, record_id, day),
  FOREIGN KEY (organization_id, record_id) REFERENCES management.record (organization_id, id)
);

GRANT SELECT, INSERT ON management.acknowledgement, management.reading_reminder TO tickmark_management;
ALTER TABLE management.acknowledgement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE management.reading_reminder ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_acknowledgement ON management.acknowledgement TO tickmark_management USING (organization_id = tickmark.organization());
CREATE POLICY own_reading_reminder ON management.reading_reminder TO tickmark_management USING (organization_id = tickmark.organization());
CREATE TRIGGER acknowledgement_written_once BEFORE UPDATE OR DELETE ON management.acknowledgement
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER acknowledgement_stays_whole BEFORE TRUNCATE ON management.acknowledgement
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER reading_reminder_written_once BEFORE UPDATE OR DELETE ON management.reading_reminder
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER reading_reminder_stays_whole BEFORE TRUNCATE ON management.reading_reminder
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
