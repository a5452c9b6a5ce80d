-- Management's populations and its own tests of them (docs/decisions/0024-populations-kept.md). The records lie encrypted where evidence
-- does, under a key that is sealed here; in clear stand counts, closed words and digests. Written once: what changes is a new population.
CREATE TABLE management.population (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  number           integer NOT NULL CHECK (number > 0),
  code             text COLLATE "C" NOT NULL CHECK (code ~ '^POP-[0-9]{4,9}$'),
  kind             text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]{1,60}$'),
  format           text COLLATE "C" NOT NULL CHECK (format ~ '^[a-z][a-z0-9-]{1,60}$'),
  read             bigint NOT NULL CHECK (read >= 0),
  records          bigint NOT NULL CHECK (records >= 0),
  duplicates       bigint NOT NULL CHECK (duplicates >= 0),
  conflicting      bigint NOT NULL CHECK (conflicting >= 0),
  refused          bigint NOT NULL CHECK (refused >= 0),
  other_kind       bigint NOT NULL CHECK (other_kind >= 0),
  outside_window   bigint NOT NULL CHECK (outside_window >= 0),
  digest           text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  blob             text COLLATE "C" NOT NULL CHECK (blob ~ '^[0-9a-f]{64}$'),
  made_at          timestamptz NOT NULL,
  made_by          uuid NOT NULL,
  sealed           bytea NOT NULL,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, code),
  CHECK (read = records + duplicates + refused + other_kind + outside_window)
);
CREATE INDEX population_by_number ON management.population (organization_id, number DESC);
CREATE INDEX population_by_kind ON management.population (organization_id, kind, number DESC);

-- Which evidence it was made of.
CREATE TABLE management.population_source (
  population_id    uuid NOT NULL,
  evidence_id      uuid NOT NULL,
  organization_id  uuid NOT NULL,
  position         integer NOT NULL CHECK (position >= 0),
  PRIMARY KEY (population_id, evidence_id),
  FOREIGN KEY (organization_id, population_id) REFERENCES management.population (organization_id, id),
  FOREIGN KEY (organization_id, evidence_id) REFERENCES management.evidence (organization_id, id)
);
CREATE INDEX population_source_back ON management.population_source (evidence_id, population_id);

CREATE TABLE management.self_test (
  id               uuid PRIMARY KEY,
  organization_id  uuid NOT NULL,
  number           integer NOT NULL CHECK (number > 0),
  code             text COLLATE "C" NOT NULL CHECK (code ~ '^ST-[0-9]{4,9}$'),
  population_id    uuid NOT NULL,
  procedure        text COLLATE "C" NOT NULL CHECK (procedure ~ '^[a-z][a-z0-9-]{1,80}$'),
  tested           bigint NOT NULL CHECK (tested >= 0),
  not_true         bigint NOT NULL CHECK (not_true >= 0),
  items            bigint NOT NULL CHECK (items >= 0),
  blob             text COLLATE "C" NOT NULL CHECK (blob ~ '^[0-9a-f]{64}$'),
  made_at          timestamptz NOT NULL,
  made_by          uuid NOT NULL,
  sealed           bytea NOT NULL,
  entry_index      bigint NOT NULL CHECK (entry_index >= 0),
  entry_digest     text COLLATE "C" NOT NULL CHECK (entry_digest ~ '^[0-9a-f]{64}$'),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, code),
  FOREIGN KEY (organization_id, population_id) REFERENCES management.population (organization_id, id)
);
CREATE INDEX self_test_by_number ON management.self_test (organization_id, number DESC);
CREATE INDEX self_test_by_population ON management.self_test (population_id, number DESC);

GRANT SELECT, INSERT ON management.population, management.population_source, management.self_test TO tickmark_management;
DO $$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['population', 'population_source', 'self_test'] LOOP
    EXECUTE format('ALTER TABLE management.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY own_%1$s ON management.%1$I TO tickmark_management USING (organization_id = tickmark.organization())', held);
    EXECUTE format('CREATE TRIGGER %1$s_written_once BEFORE UPDATE OR DELETE ON management.%1$I FOR EACH ROW EXECUTE FUNCTION tickmark.refuse_change()', held);
    EXECUTE format('CREATE TRIGGER %1$s_stays_whole BEFORE TRUNCATE ON management.%1$I FOR EACH STATEMENT EXECUTE FUNCTION tickmark.refuse_change()', held);
  END LOOP;
END
$$;
