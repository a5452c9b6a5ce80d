-- Registers: one table of records a side, its versions, comments and links (docs/decisions/0020-the-server.md). What people typed is
-- sealed; the columns beside it are what the server filters and sorts by.

CREATE SCHEMA management;
CREATE SCHEMA firm;
GRANT USAGE ON SCHEMA management TO tickmark_management;
GRANT USAGE ON SCHEMA firm TO tickmark_firm;

-- Both sides have the same tables; neither has a right on the other's. A loop, so that they cannot drift apart.
DO $$
DECLARE
  side text;
  granted text;
BEGIN
  FOREACH side IN ARRAY ARRAY['management', 'firm'] LOOP
    granted := 'tickmark_' || side;
    EXECUTE format($sql$
      CREATE TABLE %1$I.record (
        id               uuid PRIMARY KEY,
        organization_id  uuid NOT NULL,
        register         text COLLATE "C" NOT NULL CHECK (register ~ '^[a-z][a-z-]{1,40}$'),
        number           integer NOT NULL CHECK (number > 0),
        code             text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9]{0,7}-[0-9]{1,6}$'),
        state            text COLLATE "C" NOT NULL,
        owner_id         uuid,
        due_on           date,
        effective_from   date,
        effective_to     date CHECK (effective_to >= effective_from),
        facets           jsonb NOT NULL DEFAULT '{}',
        words            bigint[] NOT NULL DEFAULT '{}',
        version          integer NOT NULL CHECK (version > 0),
        changed_at       timestamptz NOT NULL,
        sealed           bytea NOT NULL,
        UNIQUE (organization_id, register, code)
      );
      CREATE INDEX record_by_change ON %1$I.record (organization_id, register, changed_at DESC, id DESC);
      CREATE INDEX record_by_code ON %1$I.record (organization_id, register, code, id);
      CREATE INDEX record_by_due ON %1$I.record (organization_id, register, due_on, id) WHERE due_on IS NOT NULL;
      CREATE INDEX record_by_owner ON %1$I.record (organization_id, owner_id, due_on) WHERE owner_id IS NOT NULL;
      CREATE INDEX record_by_state ON %1$I.record (organization_id, register, state, changed_at DESC, id DESC);
      CREATE INDEX record_by_facet ON %1$I.record USING gin (facets jsonb_path_ops);
      CREATE INDEX record_by_word ON %1$I.record USING gin (words);

      CREATE TABLE %1$I.tally (
        organization_id  uuid NOT NULL,
        register         text COLLATE "C" NOT NULL,
        last             integer NOT NULL CHECK (last >= 0),
        -- records by state, kept with every change: a list must not count a million rows to say how many there are
        counts           jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (organization_id, register)
      );

      CREATE TABLE %1$I.record_version (
        record_id        uuid NOT NULL REFERENCES %1$I.record,
        version          integer NOT NULL CHECK (version > 0),
        organization_id  uuid NOT NULL,
        state            text COLLATE "C" NOT NULL,
        owner_id         uuid,
        due_on           date,
        at               timestamptz NOT NULL,
        by_person        uuid NOT NULL,
        sealed           bytea NOT NULL,
        entry_index      bigint NOT NULL,
        entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
        PRIMARY KEY (record_id, version)
      );
      CREATE INDEX version_by_time ON %1$I.record_version (organization_id, at DESC, record_id);
      CREATE TRIGGER version_written_once BEFORE UPDATE OR DELETE ON %1$I.record_version
        FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
      CREATE TRIGGER version_stays_whole BEFORE TRUNCATE ON %1$I.record_version
        FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

      CREATE TABLE %1$I.comment (
        id               uuid PRIMARY KEY,
        record_id        uuid NOT NULL REFERENCES %1$I.record,
        organization_id  uuid NOT NULL,
        at               timestamptz NOT NULL,
        by_person        uuid NOT NULL,
        mentions         uuid[] NOT NULL DEFAULT '{}',
        sealed           bytea NOT NULL
      );
      CREATE INDEX comment_by_record ON %1$I.comment (record_id, at, id);
      CREATE INDEX comment_by_mention ON %1$I.comment USING gin (mentions);
      CREATE TRIGGER comment_written_once BEFORE UPDATE OR DELETE ON %1$I.comment
        FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();

      CREATE TABLE %1$I.link (
        from_id          uuid NOT NULL REFERENCES %1$I.record,
        to_id            uuid NOT NULL REFERENCES %1$I.record,
        organization_id  uuid NOT NULL,
        at               timestamptz NOT NULL,
        by_person        uuid NOT NULL,
        PRIMARY KEY (from_id, to_id),
        CHECK (from_id <> to_id)
      );
      CREATE INDEX link_back ON %1$I.link (to_id);

      -- Answers of creations, so that a repeated request is answered and not done again.
      CREATE TABLE %1$I.creation (
        organization_id  uuid NOT NULL,
        person_id        uuid NOT NULL,
        key              text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        request          text COLLATE "C" NOT NULL,
        record_id        uuid NOT NULL,
        at               timestamptz NOT NULL,
        PRIMARY KEY (organization_id, person_id, key)
      );
    $sql$, side);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I.record, %1$I.tally TO %I', side, granted);
    EXECUTE format('GRANT SELECT, INSERT ON %I.record_version, %1$I.comment, %1$I.creation TO %I', side, granted);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I.link TO %I', side, granted);
    DECLARE
      held text;
    BEGIN
      FOREACH held IN ARRAY ARRAY['record', 'tally', 'record_version', 'comment', 'link', 'creation'] LOOP
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', side, held);
        EXECUTE format('CREATE POLICY own_%2$s ON %1$I.%2$I TO %3$I USING (organization_id = tickmark.organization())', side, held, granted);
      END LOOP;
    END;
  END LOOP;
END
$$;
