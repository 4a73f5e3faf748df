-- What somebody waits for is taken before what is mailed to many: 0 first, 2 last, and the oldest among equals.
ALTER TABLE job ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
DROP INDEX job_due;
CREATE INDEX job_due ON job (priority, run_at, id) WHERE done_at IS NULL AND failed_at IS NULL;

-- A mail to somebody who follows an issue goes with the following, and the address in it too.
ALTER TABLE job ADD COLUMN follow_id INTEGER REFERENCES follow (id) ON DELETE CASCADE;
CREATE INDEX job_follow ON job (follow_id);

-- Mail servers quote the addresses that they refuse.
UPDATE job SET last_error = '' WHERE kind = 'mail';
