-- What a company's directory keeps here (SCIM 2.0, docs/decisions/0033-directory.md): its users and groups. What it says of them is
-- sealed under the organization's key; names are found by keyed digests. An account (identity.person) is never written from here.
CREATE SCHEMA directory;
GRANT USAGE ON SCHEMA directory TO tickmark_management, tickmark_firm;

CREATE TABLE directory.app_user (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  -- whose membership it is; null: invited, or not even that
  person_id        uuid,
  -- the invitation that waits, or waited; null: was a member already, or was never active
  invitation_id    uuid,
  active           boolean NOT NULL,
  -- whether the directory suspended the membership: what a person suspended by hand is not given back by it
  suspended        boolean NOT NULL,
  -- roles of the membership that come from groups, or for want of any; the others were given by hand
  given            text[] COLLATE "C" NOT NULL,
  name_digest      bytea NOT NULL CHECK (octet_length(name_digest) = 32),
  mail_digest      bytea NOT NULL CHECK (octet_length(mail_digest) = 32),
  external_digest  bytea CHECK (octet_length(external_digest) = 32),
  version          integer NOT NULL CHECK (version > 0),
  created_at       timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  -- deleted in the directory: nothing it said is kept, but whether it was it that suspended
  removed_at       timestamptz,
  sealed           bytea NOT NULL,
  UNIQUE (organization_id, id)
);
CREATE UNIQUE INDEX app_user_by_name ON directory.app_user (organization_id, name_digest) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX app_user_by_mail ON directory.app_user (organization_id, mail_digest) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX app_user_by_person ON directory.app_user (organization_id, person_id) WHERE removed_at IS NULL;
CREATE INDEX app_user_by_external ON directory.app_user (organization_id, external_digest);
CREATE INDEX app_user_waiting ON directory.app_user (organization_id) WHERE person_id IS NULL AND removed_at IS NULL;
CREATE TRIGGER app_user_written_once BEFORE UPDATE ON directory.app_user
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('person_id', 'invitation_id', 'active', 'suspended', 'given', 'name_digest',
    'mail_digest', 'external_digest', 'version', 'changed_at', 'removed_at', 'sealed');

CREATE TABLE directory.app_group (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  -- what an administrator says its members are here; the directory never does
  roles            text[] COLLATE "C" NOT NULL,
  roles_version    integer NOT NULL CHECK (roles_version > 0),
  name_digest      bytea NOT NULL CHECK (octet_length(name_digest) = 32),
  version          integer NOT NULL CHECK (version > 0),
  created_at       timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  sealed           bytea NOT NULL,
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, name_digest)
);
CREATE TRIGGER app_group_written_once BEFORE UPDATE ON directory.app_group
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('roles', 'roles_version', 'name_digest', 'version', 'changed_at', 'sealed');

CREATE TABLE directory.group_member (
  organization_id  uuid NOT NULL,
  group_id         uuid NOT NULL,
  user_id          uuid NOT NULL,
  PRIMARY KEY (group_id, user_id),
  FOREIGN KEY (organization_id, group_id) REFERENCES directory.app_group (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, user_id) REFERENCES directory.app_user (organization_id, id)
);
CREATE INDEX group_member_back ON directory.group_member (user_id, group_id);

GRANT SELECT, INSERT, UPDATE ON directory.app_user TO tickmark_management, tickmark_firm;
GRANT SELECT, INSERT, UPDATE, DELETE ON directory.app_group TO tickmark_management, tickmark_firm;
GRANT SELECT, INSERT, DELETE ON directory.group_member TO tickmark_management, tickmark_firm;
-- Whoever is moved to another group before they accept comes in with that group's roles.
GRANT UPDATE (roles) ON identity.invitation TO tickmark_management, tickmark_firm;

DO $$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['app_user', 'app_group', 'group_member'] LOOP
    EXECUTE format('ALTER TABLE directory.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY own_%s ON directory.%1$I TO tickmark_management, tickmark_firm USING (organization_id = tickmark.organization())', held);
  END LOOP;
END
$$;

-- Sealed anew under a newer generation of the side's key, and the digests with it (docs/decisions/0036-keys-in-generations.md).
GRANT USAGE ON SCHEMA directory TO tickmark_keeper;
SELECT tickmark.keep_sealed('directory.app_user', 'sealed', 'content', 'organization', 'organization_id', '{name_digest,mail_digest,external_digest}'),
       tickmark.keep_sealed('directory.app_group', 'sealed', 'content', 'organization', 'organization_id', '{name_digest}');
