-- Saved views of lists: filter, order and columns under a name, of one person or shared with their organization. Name and filter are
-- sealed: a filter holds words somebody typed.
CREATE SCHEMA views;
GRANT USAGE ON SCHEMA views TO tickmark_management, tickmark_firm;
CREATE TABLE views.view (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  -- whose it is: they alone change it
  person_id        uuid NOT NULL,
  list             text COLLATE "C" NOT NULL CHECK (list ~ '^[a-z][a-z-]{1,40}$'),
  shared           boolean NOT NULL,
  is_default       boolean NOT NULL,
  version          integer NOT NULL CHECK (version > 0),
  changed_at       timestamptz NOT NULL,
  sealed           bytea NOT NULL
);
CREATE INDEX view_by_list ON views.view (organization_id, list, id);
-- A list opens with one view: a person's own, or else the organization's.
CREATE UNIQUE INDEX view_own_default ON views.view (organization_id, person_id, list) WHERE is_default AND NOT shared;
CREATE UNIQUE INDEX view_shared_default ON views.view (organization_id, list) WHERE is_default AND shared;
CREATE TRIGGER view_written_once BEFORE UPDATE ON views.view
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('shared', 'is_default', 'version', 'changed_at', 'sealed');
GRANT SELECT, INSERT, UPDATE, DELETE ON views.view TO tickmark_management, tickmark_firm;
ALTER TABLE views.view ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_organization ON views.view TO tickmark_management, tickmark_firm USING (organization_id = tickmark.organization());
CREATE POLICY own_or_shared ON views.view AS RESTRICTIVE TO tickmark_management, tickmark_firm
  USING (shared OR person_id = tickmark.person()) WITH CHECK (person_id = tickmark.person());
