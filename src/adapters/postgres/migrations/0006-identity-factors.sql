-- Second factors, devices, passkeys, recovery, sign-in through another house, and what happened; the sides' own rights on their members.

ALTER TABLE identity.person ADD COLUMN totp_pending bytea; -- until a first code shows that the other side has it
ALTER TABLE identity.membership ADD COLUMN until timestamptz; -- an inspector's grant ends by itself (R-IND-12)
ALTER TABLE identity.api_token ADD COLUMN last_used_at timestamptz;
ALTER TABLE identity.invitation ADD COLUMN until timestamptz;

-- A mail holds a link that signs somebody in: sealed under the installation's key, and gone once it is sent.
ALTER TABLE identity.outbox
  DROP COLUMN body,
  ADD COLUMN sealed bytea,
  ADD COLUMN failures integer NOT NULL DEFAULT 0,
  ADD COLUMN retry_at timestamptz,
  ADD CHECK (sealed IS NOT NULL OR sent_at IS NOT NULL);
CREATE INDEX outbox_waiting ON identity.outbox (created_at) WHERE sent_at IS NULL;

-- Browsers a person signed in from: guesses made elsewhere do not slow them.
CREATE TABLE identity.device (
  token_hash  bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  person_id   uuid NOT NULL REFERENCES identity.person,
  created_at  timestamptz NOT NULL
);
CREATE INDEX device_by_person ON identity.device (person_id);

CREATE TABLE identity.passkey (
  id             uuid PRIMARY KEY,
  person_id      uuid NOT NULL REFERENCES identity.person,
  credential_id  bytea NOT NULL UNIQUE CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
  public_key     bytea NOT NULL, -- SubjectPublicKeyInfo
  algorithm      integer NOT NULL,
  sign_count     bigint NOT NULL CHECK (sign_count >= 0),
  name           text NOT NULL CHECK (name <> ''),
  created_at     timestamptz NOT NULL,
  used_at        timestamptz
);
CREATE INDEX passkey_by_person ON identity.passkey (person_id, created_at);

-- What a browser or another house must bring back, once: challenges of passkeys, states of sign-in through OpenID Connect.
CREATE TABLE identity.challenge (
  token_hash  bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  purpose     text COLLATE "C" NOT NULL CHECK (purpose IN ('passkey-add', 'passkey-use', 'oidc')),
  person_id   uuid REFERENCES identity.person,
  sealed      bytea,
  expires_at  timestamptz NOT NULL
);

-- A new password by mail. Asked for an address nobody has, the row is written all the same: the answer takes as long.
CREATE TABLE identity.recovery (
  token_hash  bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  person_id   uuid REFERENCES identity.person,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz
);

-- Accounts elsewhere by which a person signs in here.
CREATE TABLE identity.foreign_account (
  issuer      text COLLATE "C" NOT NULL,
  subject     text COLLATE "C" NOT NULL,
  person_id   uuid NOT NULL REFERENCES identity.person,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX foreign_account_by_person ON identity.foreign_account (person_id);

-- What happened to accounts and sessions. Only added to. person_id null: nobody with that address, and the address is not kept.
CREATE TABLE identity.event (
  id         uuid PRIMARY KEY,
  at         timestamptz NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  person_id  uuid REFERENCES identity.person,
  address    text NOT NULL,
  details    jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX event_by_person ON identity.event (person_id, at);
CREATE TRIGGER event_written_once BEFORE UPDATE OR DELETE ON identity.event
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
CREATE TRIGGER event_stays_whole BEFORE TRUNCATE ON identity.event
  FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

GRANT SELECT, INSERT, UPDATE ON identity.device, identity.passkey, identity.challenge, identity.recovery, identity.foreign_account TO tickmark_identity;
GRANT SELECT, INSERT ON identity.event TO tickmark_identity;
GRANT DELETE ON identity.device, identity.passkey, identity.challenge, identity.recovery, identity.outbox TO tickmark_identity;

-- Roles of methodology 2 by kind of organization, once more here: no way past src/identity/model.ts writes another.
CREATE FUNCTION identity.roles_of(kind text) RETURNS text[]
  LANGUAGE sql IMMUTABLE
  RETURN CASE kind
    WHEN 'firm' THEN ARRAY['engagement-partner', 'eq-reviewer', 'manager', 'senior', 'staff', 'specialist', 'independence-officer', 'firm-admin', 'inspector']
    ELSE ARRAY['executive-sponsor', 'signatory', 'compliance-manager', 'control-owner', 'contributor', 'internal-auditor', 'reader-org', 'adviser', 'employee']
  END;
CREATE FUNCTION identity.refuse_foreign_role() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF cardinality(NEW.roles) = 0 OR NOT EXISTS (
    SELECT FROM identity.organization WHERE id = NEW.organization_id AND NEW.roles <@ identity.roles_of(kind)
  ) THEN
    RAISE EXCEPTION 'a role of the other side, or none, in organization %', NEW.organization_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER membership_roles BEFORE INSERT OR UPDATE OF roles, organization_id ON identity.membership
  FOR EACH ROW EXECUTE FUNCTION identity.refuse_foreign_role();
CREATE TRIGGER invitation_roles BEFORE INSERT OR UPDATE OF roles, organization_id ON identity.invitation
  FOR EACH ROW EXECUTE FUNCTION identity.refuse_foreign_role();
CREATE TRIGGER membership_stays BEFORE DELETE ON identity.membership
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();

-- R-WALL-01: nobody is on both sides at once. The person's row is the lock, so that two memberships made together see each other.
CREATE FUNCTION identity.refuse_both_sides() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM identity.person WHERE id = NEW.person_id FOR UPDATE;
  IF NEW.state <> 'left' AND (NEW.until IS NULL OR NEW.until > now()) AND EXISTS (
    SELECT FROM identity.membership held
      JOIN identity.organization theirs ON theirs.id = held.organization_id
      JOIN identity.organization joined ON joined.id = NEW.organization_id
     WHERE held.person_id = NEW.person_id AND theirs.kind <> joined.kind
       AND held.state <> 'left' AND (held.until IS NULL OR held.until > now())
  ) THEN
    RAISE EXCEPTION 'person % belongs to the other side of the wall', NEW.person_id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'membership_one_side';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER membership_one_side BEFORE INSERT OR UPDATE OF state, until, person_id, organization_id ON identity.membership
  FOR EACH ROW EXECUTE FUNCTION identity.refuse_both_sides();

-- Each side looks after its own organization's members, invitations and tokens, in the transaction that also states it in the log.
-- Hashes of tokens are not theirs to read.
GRANT SELECT, UPDATE (roles, state, version, changed_at, until) ON identity.membership TO tickmark_management, tickmark_firm;
GRANT SELECT (id, organization_id, email, roles, until, invited_by, created_at, expires_at, accepted_at, withdrawn_at), INSERT, UPDATE (withdrawn_at)
  ON identity.invitation TO tickmark_management, tickmark_firm;
GRANT SELECT (id, organization_id, person_id, name, scopes, created_at, expires_at, revoked_at, last_used_at), INSERT, UPDATE (revoked_at)
  ON identity.api_token TO tickmark_management, tickmark_firm;
GRANT SELECT, INSERT ON identity.outbox TO tickmark_management, tickmark_firm;
GRANT SELECT (id, kind, name) ON identity.organization TO tickmark_management, tickmark_firm;

DO $$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['membership', 'invitation', 'api_token', 'outbox'] LOOP
    EXECUTE format('ALTER TABLE identity.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY own_%s ON identity.%1$I TO tickmark_management, tickmark_firm USING (organization_id = tickmark.organization())', held);
    EXECUTE format('CREATE POLICY identity ON identity.%I TO tickmark_identity USING (true)', held);
    EXECUTE format('CREATE POLICY owner ON identity.%I TO CURRENT_USER USING (true)', held);
  END LOOP;
END
$$;
ALTER TABLE identity.organization ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON identity.organization TO tickmark_management, tickmark_firm USING (id = tickmark.organization());
CREATE POLICY identity ON identity.organization TO tickmark_identity USING (true);
CREATE POLICY owner ON identity.organization TO CURRENT_USER USING (true);

-- Who asks, with what asked. stale: `identity.touch` should be told, so that a session in use does not run idle.
DROP FUNCTION identity.principal(bytea, uuid);
CREATE FUNCTION identity.principal(token_hash bytea, organization uuid)
  RETURNS TABLE (person_id uuid, person_name text, email text, organization_id uuid, side text, roles text[], factor_done boolean,
                 proved_at timestamptz, scopes text[], kind text, session_id uuid, stale boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT p.id, p.name, p.email, o.id, CASE o.kind WHEN 'firm' THEN 'firm' ELSE 'management' END, m.roles, found.factor_done,
           found.proved_at, found.scopes, found.kind, found.session_id, found.stale
    FROM (
      SELECT s.person_id, s.factor_done, s.proved_at, NULL::text[] AS scopes, 'session' AS kind, s.id AS session_id,
             s.seen_at < now() - interval '5 minutes' AS stale
      FROM identity.session s
      WHERE s.token_hash = $1 AND identity.session_lives(s.seen_at, s.expires_at, s.revoked_at)
      UNION ALL
      SELECT t.person_id, true, NULL, t.scopes, 'token', NULL, coalesce(t.last_used_at < now() - interval '5 minutes', true)
      FROM identity.api_token t
      WHERE t.token_hash = $1 AND t.organization_id = $2 AND t.revoked_at IS NULL AND t.expires_at > now()
    ) found
    JOIN identity.person p ON p.id = found.person_id
    JOIN identity.membership m ON m.person_id = p.id AND m.organization_id = $2 AND m.state = 'active'
      AND (m.until IS NULL OR m.until > now())
    JOIN identity.organization o ON o.id = m.organization_id
  $$;
REVOKE ALL ON FUNCTION identity.principal(bytea, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.principal(bytea, uuid) TO tickmark_gate;

-- A session or a token was used just now. Called where `principal` said stale: one write in five minutes.
CREATE FUNCTION identity.touch(token_hash bytea) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    UPDATE identity.session s SET seen_at = now()
      WHERE s.token_hash = $1 AND identity.session_lives(s.seen_at, s.expires_at, s.revoked_at);
    UPDATE identity.api_token t SET last_used_at = now() WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > now();
  $$;
REVOKE ALL ON FUNCTION identity.touch(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.touch(bytea) TO tickmark_gate, tickmark_identity;

DROP FUNCTION identity.colleagues();
CREATE FUNCTION identity.colleagues()
  RETURNS TABLE (person_id uuid, name text, email text, roles text[], state text, version integer, since timestamptz, until timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT p.id, p.name, p.email, m.roles, m.state, m.version, m.since, m.until
    FROM identity.membership m JOIN identity.person p ON p.id = m.person_id
    WHERE m.organization_id = tickmark.organization()
  $$;
REVOKE ALL ON FUNCTION identity.colleagues() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.colleagues() TO tickmark_management, tickmark_firm;
