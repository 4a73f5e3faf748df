CREATE TABLE flag_reason (code TEXT PRIMARY KEY) STRICT;
INSERT INTO flag_reason (code) VALUES ('personal'), ('hateful'), ('threat'), ('advertising'), ('other');
CREATE TABLE flag_outcome (code TEXT PRIMARY KEY) STRICT;
INSERT INTO flag_outcome (code) VALUES ('acted'), ('kept');

-- Content that somebody reported (M03). Who did is told to nobody: it is kept to tell them what came of it, and to count it once.
CREATE TABLE flag (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    -- empty: the issue itself
    contribution_id INTEGER,
    reason TEXT NOT NULL REFERENCES flag_reason (code),
    note TEXT NOT NULL DEFAULT '',
    -- empty: somebody who was not signed in
    person_id INTEGER REFERENCES person (id),
    created_at TEXT NOT NULL,
    outcome TEXT REFERENCES flag_outcome (code),
    closed_at TEXT,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (issue_id, contribution_id) REFERENCES contribution (issue_id, id),
    CHECK ((outcome IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE INDEX flag_open ON flag (agreement_id, outcome, created_at);
-- one person's report of one thing counts once while it is open
CREATE UNIQUE INDEX flag_once ON flag (issue_id, COALESCE(contribution_id, 0), person_id) WHERE outcome IS NULL;

-- What those who curate write to each other about an issue. Read by the civil-society seats of their body alone.
CREATE TABLE staff_note (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    text TEXT NOT NULL,
    created_at TEXT NOT NULL,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id)
) STRICT;
CREATE INDEX staff_note_issue ON staff_note (issue_id, created_at);
