-- The firm's file of an engagement (src/engagement-file, docs/decisions/0040-engagement-files.md): its state, its team, its workpapers with
-- their versions and sign-offs, its review notes, its moves. Read by the people on its team and by nobody else of the firm (R-DOC-06).

-- What is examined, of whom and when is a workpaper like the others (`proposal`); here stands where the engagement is.
CREATE TABLE firm.engagement (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  number           integer NOT NULL CHECK (number > 0),
  state            text COLLATE "C" NOT NULL CHECK (state ~ '^[a-z]+(-[a-z]+)*$'),
  -- where it returns to from on-hold
  held_from        text COLLATE "C" CHECK (held_from ~ '^[a-z]+(-[a-z]+)*$'),
  -- moves made so far
  moves            integer NOT NULL DEFAULT 0 CHECK (moves >= 0),
  opened_at        timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  CHECK ((state = 'on-hold') = (held_from IS NOT NULL)),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, number)
);

-- Who is on the team. Rows stay: who left keeps the day they left, and with it what they signed.
CREATE TABLE firm.team_member (
  organization_id  uuid NOT NULL,
  engagement_id    uuid NOT NULL,
  person_id        uuid NOT NULL,
  role             text COLLATE "C" NOT NULL CHECK (role IN
    ('engagement-partner', 'manager', 'senior', 'staff', 'specialist', 'eq-reviewer', 'independence-officer')),
  since            timestamptz NOT NULL,
  until            timestamptz CHECK (until >= since),
  PRIMARY KEY (engagement_id, person_id, since),
  FOREIGN KEY (organization_id, engagement_id) REFERENCES firm.engagement (organization_id, id)
);
-- One role a person and engagement: who prepares is not who reviews.
CREATE UNIQUE INDEX team_member_now ON firm.team_member (engagement_id, person_id) WHERE until IS NULL;
CREATE INDEX team_member_of ON firm.team_member (organization_id, person_id) WHERE until IS NULL;
CREATE TRIGGER team_member_written_once BEFORE UPDATE ON firm.team_member
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('until');

-- Engagements whose team whoever asks is on now; a policy reads it once a statement. Functions of the owner: a policy on the team that read
-- the team would ask itself.
CREATE FUNCTION firm.own_engagements() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT m.engagement_id FROM firm.team_member m
    WHERE m.organization_id = tickmark.organization() AND m.person_id = tickmark.person() AND m.until IS NULL
  $$;
CREATE FUNCTION firm.has_team(engagement uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM firm.team_member m WHERE m.organization_id = tickmark.organization() AND m.engagement_id = engagement) $$;
REVOKE ALL ON FUNCTION firm.own_engagements(), firm.has_team(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION firm.own_engagements(), firm.has_team(uuid) TO tickmark_firm;

CREATE TABLE firm.paper (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  engagement_id    uuid NOT NULL,
  kind             text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- what it is about: a person, a control, a criterion, a number; `file` where it is about the whole engagement
  subject          text COLLATE "C" NOT NULL CHECK (subject ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$'),
  version          integer NOT NULL CHECK (version > 0),
  UNIQUE (organization_id, engagement_id, id),
  UNIQUE (engagement_id, kind, subject),
  FOREIGN KEY (organization_id, engagement_id) REFERENCES firm.engagement (organization_id, id)
);

CREATE TABLE firm.paper_version (
  organization_id  uuid NOT NULL,
  engagement_id    uuid NOT NULL,
  paper_id         uuid NOT NULL,
  version          integer NOT NULL CHECK (version > 0),
  at               timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  sealed           bytea NOT NULL,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (paper_id, version),
  UNIQUE (organization_id, paper_id, version),
  FOREIGN KEY (organization_id, engagement_id, paper_id) REFERENCES firm.paper (organization_id, engagement_id, id)
);

-- A sign-off is of one version: a later edit leaves it where it was, and the paper unsigned (R-QUA-01).
CREATE TABLE firm.sign_off (
  organization_id  uuid NOT NULL,
  engagement_id    uuid NOT NULL,
  paper_id         uuid NOT NULL,
  version          integer NOT NULL,
  level            text COLLATE "C" NOT NULL CHECK (level IN ('prepared', 'reviewed', 'approved')),
  person_id        uuid NOT NULL,
  role             text COLLATE "C" NOT NULL,
  at               timestamptz NOT NULL,
  sealed           bytea NOT NULL,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (paper_id, version, level),
  -- nobody reviews what they prepared, also not by two requests at once
  UNIQUE (paper_id, version, person_id),
  FOREIGN KEY (organization_id, paper_id, version) REFERENCES firm.paper_version (organization_id, paper_id, version),
  FOREIGN KEY (organization_id, engagement_id, paper_id) REFERENCES firm.paper (organization_id, engagement_id, id)
);

CREATE TABLE firm.review_note (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  engagement_id    uuid NOT NULL,
  paper_id         uuid NOT NULL,
  version          integer NOT NULL,
  at               timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  sealed           bytea NOT NULL,
  cleared_at       timestamptz,
  cleared_by       uuid,
  -- what was answered, under the same key
  sealed_clearing   bytea,
  CHECK ((cleared_at IS NULL) = (cleared_by IS NULL) AND (cleared_at IS NULL) = (sealed_clearing IS NULL)),
  FOREIGN KEY (organization_id, engagement_id, paper_id) REFERENCES firm.paper (organization_id, engagement_id, id)
);
CREATE INDEX review_note_open ON firm.review_note (engagement_id, paper_id) WHERE cleared_at IS NULL;
CREATE TRIGGER review_note_written_once BEFORE UPDATE ON firm.review_note
  FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('cleared_at', 'cleared_by', 'sealed_clearing');

CREATE TABLE firm.move (
  organization_id  uuid NOT NULL,
  engagement_id    uuid NOT NULL,
  number           integer NOT NULL CHECK (number > 0),
  from_state       text COLLATE "C" NOT NULL,
  to_state         text COLLATE "C" NOT NULL,
  at               timestamptz NOT NULL,
  by_person        uuid NOT NULL,
  role             text COLLATE "C" NOT NULL,
  sealed           bytea NOT NULL,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (engagement_id, number),
  FOREIGN KEY (organization_id, engagement_id) REFERENCES firm.engagement (organization_id, id)
);

DO $$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['paper_version', 'sign_off', 'move'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_written_once BEFORE UPDATE ON firm.%1$I FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change()', held);
  END LOOP;
  -- Nothing of a file is ever taken away (R-DOC-03).
  FOREACH held IN ARRAY ARRAY['engagement', 'team_member', 'paper', 'paper_version', 'sign_off', 'review_note', 'move'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_stays BEFORE DELETE ON firm.%1$I FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change()', held);
    EXECUTE format('CREATE TRIGGER %1$s_stays_whole BEFORE TRUNCATE ON firm.%1$I FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change()', held);
    EXECUTE format('ALTER TABLE firm.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('GRANT SELECT, INSERT ON firm.%I TO tickmark_firm', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['paper', 'paper_version', 'sign_off', 'review_note', 'move'] LOOP
    EXECUTE format('CREATE POLICY own_%1$s ON firm.%1$I TO tickmark_firm
      USING (organization_id = tickmark.organization() AND engagement_id IN (SELECT firm.own_engagements()))', held);
  END LOOP;
END
$$;
-- Whoever opens a file is the first on its team; from then on the team alone says who joins it.
CREATE POLICY own_engagement ON firm.engagement TO tickmark_firm
  USING (organization_id = tickmark.organization() AND id IN (SELECT firm.own_engagements()))
  WITH CHECK (organization_id = tickmark.organization() AND (id IN (SELECT firm.own_engagements()) OR NOT firm.has_team(id)));
CREATE POLICY own_team_member ON firm.team_member TO tickmark_firm
  USING (organization_id = tickmark.organization() AND engagement_id IN (SELECT firm.own_engagements()))
  WITH CHECK (organization_id = tickmark.organization()
    AND (engagement_id IN (SELECT firm.own_engagements()) OR person_id = tickmark.person() AND NOT firm.has_team(engagement_id)));
GRANT UPDATE (state, held_from, moves) ON firm.engagement TO tickmark_firm;
GRANT UPDATE (until) ON firm.team_member TO tickmark_firm;
GRANT UPDATE (version) ON firm.paper TO tickmark_firm;
GRANT UPDATE (cleared_at, cleared_by, sealed_clearing) ON firm.review_note TO tickmark_firm;

SELECT tickmark.keep_sealed('firm.paper_version', 'sealed', 'content', 'firm', '', '{}'),
  tickmark.keep_sealed('firm.sign_off', 'sealed', 'content', 'firm', '', '{}'),
  tickmark.keep_sealed('firm.review_note', 'sealed', 'content', 'firm', '', '{}'),
  tickmark.keep_sealed('firm.review_note', 'sealed_clearing', 'content', 'firm', '', '{}'),
  tickmark.keep_sealed('firm.move', 'sealed', 'content', 'firm', '', '{}');
