-- Whether a session or a token is good for anything at all. Asked only where it opened nothing in an organization: what has ended is
-- told so (401), what is good elsewhere is not told whether the organization is there (404).
CREATE FUNCTION identity.credential_lives(token_hash bytea) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT EXISTS (SELECT FROM identity.session s
                    WHERE s.token_hash = $1 AND identity.session_lives(s.seen_at, s.expires_at, s.revoked_at))
        OR EXISTS (SELECT FROM identity.api_token t
                    WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > now())
  $$;
REVOKE ALL ON FUNCTION identity.credential_lives(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.credential_lives(bytea) TO tickmark_gate;
