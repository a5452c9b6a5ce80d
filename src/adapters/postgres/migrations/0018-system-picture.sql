-- Where management put the components in the picture of its system; what they are stands in the registers. One row an organization, sealed.
CREATE TABLE management.system_picture (
  organization_id  uuid PRIMARY KEY,
  version          integer NOT NULL CHECK (version > 0),
  changed_at       timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  sealed           bytea NOT NULL
);
CREATE TRIGGER system_picture_stays BEFORE DELETE ON management.system_picture
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER system_picture_stays_whole BEFORE TRUNCATE ON management.system_picture
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();
GRANT SELECT, INSERT, UPDATE ON management.system_picture TO tickmark_management;
ALTER TABLE management.system_picture ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_system_picture ON management.system_picture TO tickmark_management
  USING (organization_id = tickmark.organization());
