-- Phrases that those who curate write often: put into a reason, and changed there. They belong to the body that does the kansli's work.
CREATE TABLE phrase (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    body_id INTEGER NOT NULL REFERENCES organisation (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- how many decisions it was put into: what is used most stands first
    used INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX phrase_body ON phrase (agreement_id, body_id);
