-- A password beside the mailed link, for those who want one: a PHC string of argon2id, and since when. Empty for most.
ALTER TABLE person ADD COLUMN password_hash TEXT;
ALTER TABLE person ADD COLUMN password_set_at TEXT;
