-- A register's millionth record has a code of seven digits; it was refused by a check that nobody was told of.
ALTER TABLE management.record DROP CONSTRAINT record_code_check;
ALTER TABLE management.record ADD CONSTRAINT record_code_check CHECK (code ~ '^[A-Z][A-Z0-9]{0,7}-[0-9]{1,9}$');
ALTER TABLE firm.record DROP CONSTRAINT record_code_check;
ALTER TABLE firm.record ADD CONSTRAINT record_code_check CHECK (code ~ '^[A-Z][A-Z0-9]{0,7}-[0-9]{1,9}$');
