-- Who follows an issue (M02): somebody with an account, or a mailbox without one. No row outlives the following, so that no address does.
CREATE TABLE follow (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    -- an account, or else the address
    person_id INTEGER REFERENCES person (id),
    email TEXT,
    email_key TEXT,
    locale TEXT NOT NULL,
    -- when it was last asked for, and a mail about that was sent
    asked_at TEXT NOT NULL,
    confirmed_at TEXT,
    -- events up to this position are told, or happened before
    told_position INTEGER NOT NULL DEFAULT 0,
    told_at TEXT,
    UNIQUE (issue_id, person_id),
    UNIQUE (issue_id, email_key),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    CHECK ((person_id IS NULL) = (email IS NOT NULL)),
    CHECK ((email IS NULL) = (email_key IS NULL)),
    CHECK (person_id IS NULL OR confirmed_at IS NOT NULL)
) STRICT;
CREATE INDEX follow_person ON follow (person_id);
CREATE INDEX follow_mailbox ON follow (email_key);
CREATE INDEX follow_unconfirmed ON follow (asked_at) WHERE confirmed_at IS NULL;

-- Every mail has a link of its own that ends the following; all of them stay valid for as long as it goes on.
CREATE TABLE follow_link (
    token_hash TEXT PRIMARY KEY,
    follow_id INTEGER NOT NULL REFERENCES follow (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX follow_link_follow ON follow_link (follow_id);

-- When it was found that the date had passed, and mails about that were asked for.
ALTER TABLE clock ADD COLUMN overdue_at TEXT;
CREATE INDEX clock_overdue ON clock (due_on) WHERE closed_by IS NULL AND overdue_at IS NULL;
