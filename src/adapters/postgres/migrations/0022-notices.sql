-- What people are told (docs/decisions/0031-notices-and-views.md): one row a person and thing, written in the transaction of what
-- caused it. It holds no words: what it is about is named by its code and read where it lies, under the reader's own rights.
CREATE SCHEMA notices;
GRANT USAGE ON SCHEMA notices TO tickmark_management, tickmark_firm, tickmark_worker, tickmark_identity;

CREATE TABLE notices.notice (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id  uuid NOT NULL,
  -- who is told
  person_id        uuid NOT NULL,
  kind             text COLLATE "C" NOT NULL CHECK (kind IN ('assigned', 'mentioned', 'due-soon', 'overdue', 'received', 'answered', 'job-done', 'job-failed', 'joined')),
  -- of what caused it: the same thing tells the same person once
  key              text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 120),
  at               timestamptz NOT NULL,
  by_person        uuid,
  register         text COLLATE "C",
  code             text COLLATE "C",
  -- the record, job or invitation it is about
  subject_id       uuid,
  read_at          timestamptz,
  mail             text COLLATE "C" NOT NULL DEFAULT 'waits' CHECK (mail IN ('waits', 'posted', 'unwanted')),
  -- when a digest takes it; null: nobody looked yet
  mail_after       timestamptz,
  UNIQUE (organization_id, person_id, key),
  CHECK ((register IS NULL) = (code IS NULL))
);
CREATE INDEX notice_by_time ON notices.notice (organization_id, person_id, at DESC, id DESC);
CREATE INDEX notice_unread ON notices.notice (organization_id, person_id) WHERE read_at IS NULL;
CREATE INDEX notice_to_mail ON notices.notice (mail_after NULLS FIRST) WHERE mail = 'waits';
CREATE INDEX notice_read ON notices.notice (read_at) WHERE read_at IS NOT NULL;
CREATE TRIGGER notice_written_once BEFORE UPDATE ON notices.notice
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('read_at', 'mail', 'mail_after');

-- How somebody wants to be told by mail, by kind. Without a row: as the program proposes.
CREATE TABLE notices.preference (
  organization_id  uuid NOT NULL,
  person_id        uuid NOT NULL,
  ways             jsonb NOT NULL,
  version          integer NOT NULL CHECK (version > 0),
  changed_at       timestamptz NOT NULL,
  PRIMARY KEY (organization_id, person_id)
);

GRANT SELECT, INSERT, UPDATE (read_at) ON notices.notice TO tickmark_management, tickmark_firm;
GRANT INSERT ON notices.notice TO tickmark_worker, tickmark_identity;
GRANT SELECT, INSERT, UPDATE ON notices.preference TO tickmark_management, tickmark_firm;
ALTER TABLE notices.notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE notices.preference ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Whoever acts tells others of their organization; everybody reads their own alone.
CREATE POLICY of_organization ON notices.notice TO tickmark_management, tickmark_firm USING (organization_id = tickmark.organization());
CREATE POLICY own ON notices.notice AS RESTRICTIVE TO tickmark_management, tickmark_firm
  USING (person_id = tickmark.person()) WITH CHECK (true);
CREATE POLICY of_organization ON notices.preference TO tickmark_management, tickmark_firm USING (organization_id = tickmark.organization());
CREATE POLICY own ON notices.preference AS RESTRICTIVE TO tickmark_management, tickmark_firm USING (person_id = tickmark.person());
-- These write a line and read none.
CREATE POLICY worker ON notices.notice TO tickmark_worker USING (true);
CREATE POLICY identity ON notices.notice TO tickmark_identity USING (true);
CREATE POLICY owner ON notices.notice TO CURRENT_USER USING (true);
CREATE POLICY owner ON notices.preference TO CURRENT_USER USING (true);
