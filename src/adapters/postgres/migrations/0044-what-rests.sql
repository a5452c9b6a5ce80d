-- What a sign-off rests on (src/engagement-file/rests.ts): papers and documents with the version each had when it was signed. When one of
-- them is another by now, what rests on it is stale and is confirmed anew. Kinds and subjects as they stand in firm.paper; no words.
ALTER TABLE firm.sign_off ADD COLUMN rests jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(rests) = 'object');
ALTER TABLE firm.sign_off ALTER COLUMN rests DROP DEFAULT;
