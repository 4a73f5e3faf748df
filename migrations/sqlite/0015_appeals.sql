INSERT INTO actor_role (code) VALUES ('steering');
INSERT INTO clock_kind (code) VALUES ('appeal');
CREATE TABLE appeal_outcome (code TEXT PRIMARY KEY) STRICT;
INSERT INTO appeal_outcome (code) VALUES ('changed'), ('stands'), ('withdrawn');

-- The author's appeal against an act of curation, heard by the civil-society seats of the steering group (X6, rule 1).
ALTER TABLE agreement_sequence ADD COLUMN appeal_number INTEGER NOT NULL DEFAULT 0;
CREATE TABLE appeal (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    -- the act, which can be appealed once
    act_id INTEGER NOT NULL UNIQUE REFERENCES event (id),
    issue_id INTEGER NOT NULL,
    -- empty: the act was against the issue itself
    contribution_id INTEGER,
    -- whose appeal it is; empty: a person's who speaks as themselves
    organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    -- the author's words (Markdown): read by the author and by civil-society seats of the two bodies, never by all
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    created_at TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES event (id),
    outcome TEXT REFERENCES appeal_outcome (code),
    closed_at TEXT,
    closed_by INTEGER REFERENCES event (id),
    -- the event that changed the act back, if one did
    reversed_by INTEGER REFERENCES event (id),
    UNIQUE (agreement_id, number),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (issue_id, contribution_id) REFERENCES contribution (issue_id, id),
    CHECK ((outcome IS NULL) = (closed_at IS NULL) AND (outcome IS NULL) = (closed_by IS NULL))
) STRICT;
CREATE INDEX appeal_issue ON appeal (issue_id, outcome);
CREATE INDEX appeal_reversed ON appeal (reversed_by);
