-- People, organizations, memberships, sessions. Read by the role tickmark_identity alone; the sides ask through functions.

CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO tickmark_identity, tickmark_gate, tickmark_management, tickmark_firm;

CREATE TABLE identity.organization (
  id          uuid PRIMARY KEY,
  kind        text COLLATE "C" NOT NULL CHECK (kind IN ('service-organization', 'firm')),
  name        text NOT NULL CHECK (name <> ''),
  sample      boolean NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL
);

CREATE TABLE identity.person (
  id           uuid PRIMARY KEY,
  email        text COLLATE "C" NOT NULL UNIQUE CHECK (email = lower(email) AND email LIKE '%_@_%'),
  name         text NOT NULL CHECK (name <> ''),
  -- scrypt or argon2id in its own notation; null: signs in by another way
  password     text COLLATE "C",
  -- secret of the second factor under the installation's key; null: none
  totp         bytea,
  totp_step    bigint,
  recovery     text[] COLLATE "C" NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL,
  changed_at   timestamptz NOT NULL
);

CREATE TABLE identity.membership (
  organization_id  uuid NOT NULL REFERENCES identity.organization,
  person_id        uuid NOT NULL REFERENCES identity.person,
  roles            text[] COLLATE "C" NOT NULL,
  state            text COLLATE "C" NOT NULL CHECK (state IN ('active', 'suspended', 'left')),
  version          integer NOT NULL DEFAULT 1,
  since            timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  PRIMARY KEY (organization_id, person_id)
);
CREATE INDEX membership_by_person ON identity.membership (person_id);

CREATE TABLE identity.invitation (
  id               uuid PRIMARY KEY,
  token_hash       bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  organization_id  uuid NOT NULL REFERENCES identity.organization,
  email            text COLLATE "C" NOT NULL,
  roles            text[] COLLATE "C" NOT NULL,
  invited_by       uuid NOT NULL REFERENCES identity.person,
  created_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  accepted_at      timestamptz,
  withdrawn_at     timestamptz
);
CREATE INDEX invitation_by_organization ON identity.invitation (organization_id, created_at);

CREATE TABLE identity.session (
  id            uuid PRIMARY KEY,
  token_hash    bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  person_id     uuid NOT NULL REFERENCES identity.person,
  created_at    timestamptz NOT NULL,
  seen_at       timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  -- whether the second factor, where the person has one, was given
  factor_done   boolean NOT NULL,
  proved_at     timestamptz,
  address       text NOT NULL,
  agent         text NOT NULL,
  revoked_at    timestamptz
);
CREATE INDEX session_by_person ON identity.session (person_id, created_at);

CREATE TABLE identity.api_token (
  id               uuid PRIMARY KEY,
  token_hash       bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  organization_id  uuid NOT NULL REFERENCES identity.organization,
  person_id        uuid NOT NULL REFERENCES identity.person,
  name             text NOT NULL CHECK (name <> ''),
  scopes           text[] COLLATE "C" NOT NULL,
  created_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  revoked_at       timestamptz
);
CREATE INDEX token_by_organization ON identity.api_token (organization_id, created_at);

-- Guesses: counted in the database, so that parallel ones on any number of processes add up. `what` is a keyed digest.
CREATE TABLE identity.attempt (
  what       bytea PRIMARY KEY,
  failures   integer NOT NULL CHECK (failures >= 0),
  last_at    timestamptz NOT NULL,
  blocked_until timestamptz
);

-- What would be sent where no mail server is configured; the administrator reads it.
CREATE TABLE identity.outbox (
  id               uuid PRIMARY KEY,
  organization_id  uuid REFERENCES identity.organization,
  recipient        text NOT NULL,
  subject          text NOT NULL,
  body             text NOT NULL,
  created_at       timestamptz NOT NULL,
  sent_at          timestamptz
);

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA identity TO tickmark_identity;
GRANT DELETE ON identity.attempt, identity.session TO tickmark_identity;

-- Idle for twelve hours, or seven days old: a session ends.
CREATE FUNCTION identity.session_lives(seen_at timestamptz, expires_at timestamptz, revoked_at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE
  RETURN revoked_at IS NULL AND expires_at > now() AND seen_at > now() - interval '12 hours';

-- Who asks, on behalf of which organization: at most one row. The only thing the gate may do.
CREATE FUNCTION identity.principal(token_hash bytea, organization uuid)
  RETURNS TABLE (person_id uuid, person_name text, email text, organization_id uuid, side text, roles text[], factor_done boolean, proved_at timestamptz, scopes text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT p.id, p.name, p.email, o.id, CASE o.kind WHEN 'firm' THEN 'firm' ELSE 'management' END, m.roles, found.factor_done, found.proved_at, found.scopes
    FROM (
      SELECT s.person_id, s.factor_done, s.proved_at, NULL::text[] AS scopes
      FROM identity.session s
      WHERE s.token_hash = $1 AND identity.session_lives(s.seen_at, s.expires_at, s.revoked_at)
      UNION ALL
      SELECT t.person_id, true, NULL, t.scopes
      FROM identity.api_token t
      WHERE t.token_hash = $1 AND t.organization_id = $2 AND t.revoked_at IS NULL AND t.expires_at > now()
    ) found
    JOIN identity.person p ON p.id = found.person_id
    JOIN identity.membership m ON m.person_id = p.id AND m.organization_id = $2 AND m.state = 'active'
    JOIN identity.organization o ON o.id = m.organization_id
  $$;
REVOKE ALL ON FUNCTION identity.principal(bytea, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.principal(bytea, uuid) TO tickmark_gate;

-- Members of the organization the transaction runs for: names for owners and mentions.
CREATE FUNCTION identity.colleagues()
  RETURNS TABLE (person_id uuid, name text, email text, roles text[], state text, version integer, since timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT p.id, p.name, p.email, m.roles, m.state, m.version, m.since
    FROM identity.membership m JOIN identity.person p ON p.id = m.person_id
    WHERE m.organization_id = tickmark.organization()
  $$;
REVOKE ALL ON FUNCTION identity.colleagues() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.colleagues() TO tickmark_management, tickmark_firm;
