-- What belongs to a record belongs to the record's organization: a version, comment or link of one organization at a record of another is
-- refused here too, whatever the code above did. References are checked past row-level security, so an id alone would be found.
DO $$
DECLARE
  side text;
BEGIN
  FOREACH side IN ARRAY ARRAY['management', 'firm'] LOOP
    EXECUTE format($sql$
      ALTER TABLE %1$I.record ADD UNIQUE (organization_id, id);
      ALTER TABLE %1$I.record_version
        DROP CONSTRAINT record_version_record_id_fkey,
        ADD FOREIGN KEY (organization_id, record_id) REFERENCES %1$I.record (organization_id, id);
      ALTER TABLE %1$I.comment
        DROP CONSTRAINT comment_record_id_fkey,
        ADD FOREIGN KEY (organization_id, record_id) REFERENCES %1$I.record (organization_id, id);
      ALTER TABLE %1$I.link
        DROP CONSTRAINT link_from_id_fkey,
        DROP CONSTRAINT link_to_id_fkey,
        ADD FOREIGN KEY (organization_id, from_id) REFERENCES %1$I.record (organization_id, id),
        ADD FOREIGN KEY (organization_id, to_id) REFERENCES %1$I.record (organization_id, id);
    $sql$, side);
  END LOOP;
END
$$;
