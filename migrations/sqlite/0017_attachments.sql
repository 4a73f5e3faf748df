CREATE TABLE attachment_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO attachment_kind (code) VALUES ('pdf'), ('jpeg'), ('png');

-- A picture or a document attached to an issue or to a contribution (M02). The bytes lie in the folder `files_dir` under a name that is
-- random. What was removed keeps its row, for the history; its file is gone.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    -- empty: attached to the issue itself
    contribution_id INTEGER,
    -- within the issue, those of its contributions included
    number INTEGER NOT NULL,
    kind TEXT NOT NULL REFERENCES attachment_kind (code),
    file TEXT NOT NULL UNIQUE,
    -- a smaller picture
    preview TEXT UNIQUE,
    -- alternative text of a picture, title of a document
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    -- of a picture, in pixels
    width INTEGER,
    height INTEGER,
    preview_width INTEGER,
    preview_height INTEGER,
    -- for whom it was attached; empty: by a person as themselves
    organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    removed_at TEXT,
    remover_id INTEGER REFERENCES person (id),
    UNIQUE (issue_id, number),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (issue_id, contribution_id) REFERENCES contribution (issue_id, id),
    CHECK ((kind = 'pdf') = (preview IS NULL)),
    CHECK ((preview IS NULL) = (width IS NULL) AND (preview IS NULL) = (height IS NULL)),
    CHECK ((preview IS NULL) = (preview_width IS NULL) AND (preview IS NULL) = (preview_height IS NULL)),
    CHECK ((removed_at IS NULL) = (remover_id IS NULL))
) STRICT;
CREATE INDEX attachment_contribution ON attachment (contribution_id);
