-- Evidence of organizations: one table a side, its versions, links and uploads (docs/decisions/0020-the-server.md). What people typed
-- is sealed; the bytes lie encrypted in a folder, each item's key here under its organization's. `evidence.item` is the command line's.
DO $$
DECLARE
  side text;
  granted text;
BEGIN
  FOREACH side IN ARRAY ARRAY['management', 'firm'] LOOP
    granted := 'tickmark_' || side;
    EXECUTE format($sql$
      CREATE TABLE %1$I.evidence (
        id               uuid PRIMARY KEY,
        organization_id  uuid NOT NULL,
        number           integer NOT NULL CHECK (number > 0),
        code             text COLLATE "C" NOT NULL CHECK (code ~ '^EV-[0-9]{4,9}$'),
        state            text COLLATE "C" NOT NULL CHECK (state IN ('draft', 'ready', 'quarantined', 'recalled')),
        sha256           text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size             bigint NOT NULL CHECK (size >= 0),
        media_type       text NOT NULL,
        media_inner      text,
        media_encoding   text,
        period_start     date,
        period_end       date,
        fresh_until      date,
        collected_at     timestamptz NOT NULL,
        uploaded_at      timestamptz NOT NULL,
        uploaded_by      uuid NOT NULL,
        replaces         uuid,
        blob             text COLLATE "C" NOT NULL CHECK (blob ~ '^[0-9a-f]{64}$'),
        wrapped_key      bytea NOT NULL,
        words            bigint[] NOT NULL DEFAULT '{}',
        version          integer NOT NULL CHECK (version > 0),
        changed_at       timestamptz NOT NULL,
        sealed           bytea NOT NULL,
        entry_index      bigint NOT NULL CHECK (entry_index >= 0),
        entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
        UNIQUE (organization_id, id),
        UNIQUE (organization_id, code),
        UNIQUE (replaces),
        FOREIGN KEY (organization_id, replaces) REFERENCES %1$I.evidence (organization_id, id),
        CHECK (replaces <> id),
        CHECK (period_start <= period_end),
        CHECK ((period_start IS NULL) = (period_end IS NULL))
      );
      CREATE INDEX evidence_by_upload ON %1$I.evidence (organization_id, uploaded_at DESC, id DESC);
      CREATE INDEX evidence_by_state ON %1$I.evidence (organization_id, state, uploaded_at DESC, id DESC);
      CREATE INDEX evidence_by_period ON %1$I.evidence (organization_id, period_end, id) WHERE period_end IS NOT NULL;
      CREATE INDEX evidence_by_freshness ON %1$I.evidence (organization_id, fresh_until) WHERE fresh_until IS NOT NULL;
      CREATE INDEX evidence_by_digest ON %1$I.evidence (organization_id, sha256);
      CREATE INDEX evidence_by_word ON %1$I.evidence USING gin (words);
      -- What the bytes are, where they lie and which entry holds them is written once.
      CREATE TRIGGER evidence_written_once BEFORE UPDATE ON %1$I.evidence
        FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change('state', 'period_start', 'period_end', 'fresh_until', 'words', 'version', 'changed_at', 'sealed');
      CREATE TRIGGER evidence_stays BEFORE DELETE ON %1$I.evidence
        FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
      CREATE TRIGGER evidence_stays_whole BEFORE TRUNCATE ON %1$I.evidence
        FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

      CREATE TABLE %1$I.evidence_version (
        evidence_id      uuid NOT NULL,
        version          integer NOT NULL CHECK (version > 0),
        organization_id  uuid NOT NULL,
        state            text COLLATE "C" NOT NULL,
        period_start     date,
        period_end       date,
        fresh_until      date,
        at               timestamptz NOT NULL,
        by_person        uuid NOT NULL,
        sealed           bytea NOT NULL,
        entry_index      bigint NOT NULL,
        entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
        PRIMARY KEY (evidence_id, version),
        FOREIGN KEY (organization_id, evidence_id) REFERENCES %1$I.evidence (organization_id, id)
      );
      CREATE TRIGGER evidence_version_written_once BEFORE UPDATE OR DELETE ON %1$I.evidence_version
        FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change();
      CREATE TRIGGER evidence_version_stays_whole BEFORE TRUNCATE ON %1$I.evidence_version
        FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change();

      -- Which records an item serves: controls, requests and others of the same side.
      CREATE TABLE %1$I.evidence_link (
        evidence_id      uuid NOT NULL,
        record_id        uuid NOT NULL,
        organization_id  uuid NOT NULL,
        PRIMARY KEY (evidence_id, record_id),
        FOREIGN KEY (organization_id, evidence_id) REFERENCES %1$I.evidence (organization_id, id),
        FOREIGN KEY (organization_id, record_id) REFERENCES %1$I.record (organization_id, id)
      );
      CREATE INDEX evidence_link_back ON %1$I.evidence_link (record_id, evidence_id);

      -- Bytes on their way in. Gone when they have arrived or were left.
      CREATE TABLE %1$I.upload (
        id               uuid PRIMARY KEY,
        organization_id  uuid NOT NULL,
        by_person        uuid NOT NULL,
        size             bigint NOT NULL CHECK (size >= 0),
        sha256           text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        part_size        integer NOT NULL CHECK (part_size > 0),
        created_at       timestamptz NOT NULL,
        touched_at       timestamptz NOT NULL,
        sealed           bytea NOT NULL,
        evidence_id      uuid,
        UNIQUE (organization_id, id),
        FOREIGN KEY (organization_id, evidence_id) REFERENCES %1$I.evidence (organization_id, id)
      );
      CREATE INDEX upload_waiting ON %1$I.upload (touched_at) WHERE evidence_id IS NULL;
      CREATE TABLE %1$I.upload_part (
        upload_id        uuid NOT NULL,
        number           integer NOT NULL CHECK (number > 0),
        organization_id  uuid NOT NULL,
        blob             text COLLATE "C" NOT NULL CHECK (blob ~ '^[0-9a-f]{64}$'),
        wrapped_key      bytea NOT NULL,
        PRIMARY KEY (upload_id, number),
        FOREIGN KEY (organization_id, upload_id) REFERENCES %1$I.upload (organization_id, id) ON DELETE CASCADE
      );
    $sql$, side);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I.evidence, %1$I.upload, %1$I.upload_part TO %I', side, granted);
    EXECUTE format('GRANT SELECT, INSERT ON %I.evidence_version TO %I', side, granted);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I.evidence_link TO %I', side, granted);
    EXECUTE format('GRANT DELETE ON %I.upload_part TO %I', side, granted);
    DECLARE
      held text;
    BEGIN
      FOREACH held IN ARRAY ARRAY['evidence', 'evidence_version', 'evidence_link', 'upload', 'upload_part'] LOOP
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', side, held);
        EXECUTE format('CREATE POLICY own_%2$s ON %1$I.%2$I TO %3$I USING (organization_id = tickmark.organization())', side, held, granted);
      END LOOP;
      -- The installation removes what was left half-way, whoever it belonged to.
      FOREACH held IN ARRAY ARRAY['upload', 'upload_part'] LOOP
        EXECUTE format('CREATE POLICY owner ON %I.%I TO CURRENT_USER USING (true)', side, held);
      END LOOP;
    END;
  END LOOP;
END
$$;
