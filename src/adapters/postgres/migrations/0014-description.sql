-- Management's description of its system (docs/decisions/0028-description-kept.md): sections as they are written, and approved versions,
-- which are written once. Text is sealed; in clear stand the section, counts and digests.
CREATE TABLE management.description_section (
  organization_id  uuid NOT NULL,
  section          text COLLATE "C" NOT NULL CHECK (section ~ '^DC[1-9]$'),
  version          integer NOT NULL CHECK (version > 0),
  changed_at       timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  sealed           bytea NOT NULL,
  PRIMARY KEY (organization_id, section)
);
CREATE TRIGGER description_section_stays BEFORE DELETE ON management.description_section
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER description_section_stays_whole BEFORE TRUNCATE ON management.description_section
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

CREATE TABLE management.description_version (
  organization_id  uuid NOT NULL,
  number           integer NOT NULL CHECK (number > 0),
  digest           text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  approved_at      timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  sealed           bytea NOT NULL,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (organization_id, number)
);
CREATE TRIGGER description_version_written_once BEFORE UPDATE OR DELETE ON management.description_version
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER description_version_stays_whole BEFORE TRUNCATE ON management.description_version
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

GRANT SELECT, INSERT, UPDATE ON management.description_section TO tickmark_management;
GRANT SELECT, INSERT ON management.description_version TO tickmark_management;
ALTER TABLE management.description_section ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE management.description_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_description_section ON management.description_section TO tickmark_management
  USING (organization_id = tickmark.organization());
CREATE POLICY own_description_version ON management.description_version TO tickmark_management
  USING (organization_id = tickmark.organization());
