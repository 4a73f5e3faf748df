-- Minutes (M04): who was there, who adjusted them, what is frozen, what was corrected; actions with a number and a chain; documentation.
INSERT INTO clock_kind (code) VALUES ('adjustment');

-- Organisations that were there, and how many people for each. One row without a name: those who came for none.
CREATE TABLE minutes_attendance (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    -- empty: it is not registered
    organisation_id INTEGER REFERENCES organisation (id),
    name TEXT NOT NULL,
    people INTEGER NOT NULL CHECK (people BETWEEN 0 AND 100000),
    UNIQUE (meeting_id, position),
    UNIQUE (meeting_id, organisation_id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX minutes_attendance_organisation ON minutes_attendance (organisation_id);

-- Minutes as they were sent to be adjusted. Who approves them approves this text: another text is another round.
CREATE TABLE minutes_round (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    -- the form as typed (JSON); read by the kansli only
    form TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    -- 1: the chair; 2: two adjusters
    needed INTEGER NOT NULL CHECK (needed IN (1, 2)),
    sent_by INTEGER NOT NULL REFERENCES person (id),
    sent_at TEXT NOT NULL,
    due_on TEXT NOT NULL,
    ended_at TEXT,
    ended_as TEXT CHECK (ended_as IN ('published', 'changed', 'called_back')),
    UNIQUE (meeting_id, number),
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    CHECK ((ended_at IS NULL) = (ended_as IS NULL))
) STRICT;

-- Who adjusts a round. The address is erased when the round ends.
CREATE TABLE minutes_adjuster (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    -- shown to all once the minutes are published
    function TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER REFERENCES person (id),
    email TEXT NOT NULL,
    locale TEXT NOT NULL,
    answer TEXT CHECK (answer IN ('approved', 'change')),
    words TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT '',
    answered_at TEXT,
    UNIQUE (round_id, position),
    FOREIGN KEY (agreement_id, round_id) REFERENCES minutes_round (agreement_id, id),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;

-- Mailed links of adjusters, by the hashes of their secrets.
CREATE TABLE minutes_link (
    token_hash TEXT PRIMARY KEY,
    adjuster_id INTEGER NOT NULL REFERENCES minutes_adjuster (id),
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX minutes_link_adjuster ON minutes_link (adjuster_id);

-- Published minutes: the text as all can fetch it, and its checksum. Nobody changes it.
CREATE TABLE minutes (
    meeting_id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    published_at TEXT NOT NULL,
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, round_id) REFERENCES minutes_round (agreement_id, id)
) STRICT;

-- What was found wrong in them afterwards: stands beside, and changes nothing either.
CREATE TABLE minutes_correction (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    -- empty: of the minutes as a whole
    item_id INTEGER,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    lang TEXT NOT NULL,
    role TEXT NOT NULL REFERENCES actor_role (code),
    person_id INTEGER NOT NULL REFERENCES person (id),
    -- the same as all can fetch it
    document TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (meeting_id, number),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, item_id) REFERENCES agenda_item (agreement_id, id)
) STRICT;

-- An action has a number for life, within its agreement; who does it, and until when it was promised first.
ALTER TABLE agreement_sequence ADD COLUMN action_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN number INTEGER;
ALTER TABLE action ADD COLUMN function TEXT NOT NULL DEFAULT '';
-- read by the kansli and by who speaks for its owner
ALTER TABLE action ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN promised_on TEXT;
UPDATE action SET promised_on = due_on,
    number = (SELECT COUNT(*) FROM action b WHERE b.agreement_id = action.agreement_id AND b.id <= action.id);
UPDATE agreement_sequence SET action_number = (SELECT COUNT(*) FROM action a WHERE a.agreement_id = agreement_sequence.agreement_id);
CREATE UNIQUE INDEX action_number ON action (agreement_id, number);

-- What happened to an action since: how it goes, dates that were moved, that it was done.
CREATE TABLE action_step (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('progress', 'moved', 'done', 'reopened')),
    note TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL,
    from_on TEXT,
    to_on TEXT,
    role TEXT NOT NULL REFERENCES actor_role (code),
    organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    FOREIGN KEY (agreement_id, action_id) REFERENCES action (agreement_id, id),
    CHECK ((kind IN ('moved', 'reopened')) = (to_on IS NOT NULL) AND (from_on IS NULL) = (to_on IS NULL))
) STRICT;
CREATE INDEX action_step_action ON action_step (action_id);

-- Documentation: a recording elsewhere, and files.
ALTER TABLE meeting ADD COLUMN recording_url TEXT NOT NULL DEFAULT '';
CREATE TABLE attachment_new (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    -- either an issue, with one of its contributions or not, or a meeting
    issue_id INTEGER,
    -- empty: attached to the issue itself
    contribution_id INTEGER,
    meeting_id INTEGER,
    -- within the issue, those of its contributions included; within the meeting
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
    taken_down INTEGER NOT NULL DEFAULT 0,
    UNIQUE (issue_id, number),
    UNIQUE (meeting_id, number),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (issue_id, contribution_id) REFERENCES contribution (issue_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    CHECK ((issue_id IS NULL) <> (meeting_id IS NULL)),
    CHECK (contribution_id IS NULL OR issue_id IS NOT NULL),
    CHECK ((kind = 'pdf') = (preview IS NULL)),
    CHECK ((preview IS NULL) = (width IS NULL) AND (preview IS NULL) = (height IS NULL)),
    CHECK ((preview IS NULL) = (preview_width IS NULL) AND (preview IS NULL) = (preview_height IS NULL)),
    CHECK ((removed_at IS NULL) = (remover_id IS NULL))
) STRICT;
INSERT INTO attachment_new (id, agreement_id, issue_id, contribution_id, number, kind, file, preview, title, lang, bytes, sha256, width, height, preview_width,
        preview_height, organisation_id, person_id, created_at, removed_at, remover_id, taken_down)
    SELECT id, agreement_id, issue_id, contribution_id, number, kind, file, preview, title, lang, bytes, sha256, width, height, preview_width,
        preview_height, organisation_id, person_id, created_at, removed_at, remover_id, taken_down FROM attachment;
DROP TABLE attachment;
ALTER TABLE attachment_new RENAME TO attachment;
CREATE INDEX attachment_contribution ON attachment (contribution_id);
-- What is published stays as it is: what the minutes were made of, too.
CREATE TRIGGER minutes_no_update BEFORE UPDATE ON minutes
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER minutes_no_delete BEFORE DELETE ON minutes
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER minutes_correction_no_update BEFORE UPDATE ON minutes_correction
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER minutes_correction_no_delete BEFORE DELETE ON minutes_correction
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER minutes_attendance_frozen_insert BEFORE INSERT ON minutes_attendance
WHEN EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = NEW.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER minutes_attendance_frozen_update BEFORE UPDATE ON minutes_attendance
WHEN EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = OLD.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER minutes_attendance_frozen_delete BEFORE DELETE ON minutes_attendance
WHEN EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = OLD.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER agenda_item_frozen_insert BEFORE INSERT ON agenda_item
WHEN EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = NEW.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER agenda_item_frozen_update BEFORE UPDATE OF agreement_id, meeting_id, position, title, issue_id, parent_id, said, decided, outcome, outcome_reason ON agenda_item
WHEN EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = OLD.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER agenda_item_frozen_delete BEFORE DELETE ON agenda_item
WHEN EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = OLD.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER action_frozen_insert BEFORE INSERT ON action
WHEN EXISTS (SELECT 1 FROM minutes m JOIN agenda_item g ON g.meeting_id = m.meeting_id WHERE g.id = NEW.agenda_item_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER action_frozen_update BEFORE UPDATE OF agreement_id, agenda_item_id, position, number, what, owner_id, function, promised_on ON action
WHEN EXISTS (SELECT 1 FROM minutes m JOIN agenda_item g ON g.meeting_id = m.meeting_id WHERE g.id = OLD.agenda_item_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER action_frozen_delete BEFORE DELETE ON action
WHEN EXISTS (SELECT 1 FROM minutes m JOIN agenda_item g ON g.meeting_id = m.meeting_id WHERE g.id = OLD.agenda_item_id)
BEGIN
    SELECT RAISE(ABORT, 'published minutes are frozen');
END;
