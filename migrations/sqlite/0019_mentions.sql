-- Organisations that somebody mentioned with @handle (M02): in an issue's text, a contribution, or a public body's answer (its event).
-- A row for each that the text names now; a mention that was edited away has none.
CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    -- empty: not in a contribution
    contribution_id INTEGER,
    -- empty: not in an answer
    event_id INTEGER REFERENCES event (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    created_at TEXT NOT NULL,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, contribution_id) REFERENCES contribution (agreement_id, id),
    CHECK (contribution_id IS NULL OR event_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX mention_once ON mention (issue_id, COALESCE(contribution_id, 0), COALESCE(event_id, 0), organisation_id);
CREATE INDEX mention_organisation ON mention (organisation_id, created_at);

-- Who was told of a mention, once for each text: whoever takes it away and puts it back tells nobody again.
CREATE TABLE mention_told (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    contribution_id INTEGER,
    event_id INTEGER REFERENCES event (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, contribution_id) REFERENCES contribution (agreement_id, id)
) STRICT;
CREATE UNIQUE INDEX mention_told_once ON mention_told (issue_id, COALESCE(contribution_id, 0), COALESCE(event_id, 0), organisation_id);

-- Words that once stood in the addresses of issues and meetings: written, never read. The number before the word finds them.
DROP TABLE issue_old_slug;
DROP TABLE meeting_old_slug;

-- What else a version of a text was: its language, its forum and what it pointed at (ids with commas between). Empty for versions that
-- were replaced before this was kept.
ALTER TABLE issue_revision ADD COLUMN lang TEXT;
ALTER TABLE issue_revision ADD COLUMN forum_id INTEGER;
ALTER TABLE issue_revision ADD COLUMN themes TEXT;
ALTER TABLE issue_revision ADD COLUMN areas TEXT;
ALTER TABLE issue_revision ADD COLUMN principles TEXT;
ALTER TABLE issue_revision ADD COLUMN commitments TEXT;
ALTER TABLE contribution_revision ADD COLUMN lang TEXT;
