-- Accounts elsewhere become part of somebody's account page (docs/decisions/0032-single-sign-on.md): named there, and taken away there.

ALTER TABLE identity.foreign_account
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  -- what the other house calls the person, as it was when they were joined: sealed under the installation's key
  ADD COLUMN label bytea,
  ADD COLUMN used_at timestamptz,
  ADD CHECK (length(issuer) BETWEEN 1 AND 500),
  ADD CHECK (length(subject) BETWEEN 1 AND 255);
ALTER TABLE identity.foreign_account ALTER COLUMN id DROP DEFAULT;

GRANT DELETE ON identity.foreign_account TO tickmark_identity;
