-- Records in the order of their numbers: RSK-1000 comes after RSK-101.
CREATE FUNCTION tickmark.code_order(code text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN split_part(code, '-', 1) || '-' || lpad(split_part(code, '-', 2), 9, '0');
REVOKE ALL ON FUNCTION tickmark.code_order(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tickmark.code_order(text) TO tickmark_management, tickmark_firm, tickmark_keeper;

DO $$
DECLARE
  side text;
BEGIN
  FOREACH side IN ARRAY ARRAY['management', 'firm'] LOOP
    EXECUTE format($sql$
      ALTER TABLE %1$I.record ADD COLUMN code_order text COLLATE "C" NOT NULL GENERATED ALWAYS AS (tickmark.code_order(code)) STORED;
      DROP INDEX %1$I.record_by_code;
      CREATE INDEX record_by_code ON %1$I.record (organization_id, register, code_order, id);
    $sql$, side);
  END LOOP;
END;
$$;
