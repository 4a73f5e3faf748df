-- A meeting while it runs (M04): what is on, questions from the floor, the speakers' list, quick polls, and minutes that several write.
CREATE TABLE question_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO question_state (code) VALUES ('waiting'), ('taken'), ('answered'), ('parked'), ('withdrawn');
CREATE TABLE speaker_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO speaker_state (code) VALUES ('waiting'), ('speaking'), ('done'), ('withdrawn');

-- There from the first thing that happens on the page of a meeting that is about to begin.
CREATE TABLE meeting_run (
    meeting_id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    started_at TEXT,
    started_by INTEGER REFERENCES person (id),
    paused_at TEXT,
    ended_at TEXT,
    current_item_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
    -- moved on by every pause
    item_started_at TEXT,
    -- rises with everything that readers see
    revision INTEGER NOT NULL DEFAULT 0,
    -- rises with each step of the run: two who lead it at once do not step twice
    version INTEGER NOT NULL DEFAULT 1,
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;

-- Who asked is known by the sign-up alone, so that the name goes when that is erased.
CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    registration_id INTEGER NOT NULL REFERENCES registration (id),
    item_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
    -- the form's key: sent twice, it asks once
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- whoever asked agreed that all see the name
    show_name INTEGER NOT NULL CHECK (show_name IN (0, 1)),
    state TEXT NOT NULL REFERENCES question_state (code),
    asked_at TEXT NOT NULL,
    taken_at TEXT,
    hidden_at TEXT,
    hidden_reason TEXT NOT NULL DEFAULT '',
    hidden_lang TEXT NOT NULL DEFAULT '',
    UNIQUE (meeting_id, number),
    UNIQUE (meeting_id, id),
    UNIQUE (registration_id, key),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;

-- One for each participant.
CREATE TABLE question_vote (
    question_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    registration_id INTEGER NOT NULL REFERENCES registration (id),
    voted_at TEXT NOT NULL,
    PRIMARY KEY (question_id, registration_id),
    FOREIGN KEY (meeting_id, question_id) REFERENCES question (meeting_id, id)
) STRICT;
CREATE INDEX question_vote_meeting ON question_vote (meeting_id, registration_id);

CREATE TABLE speaker (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    -- empty: somebody in the room whom the secretary wrote down by name
    registration_id INTEGER REFERENCES registration (id),
    name TEXT NOT NULL DEFAULT '',
    name_key TEXT NOT NULL DEFAULT '',
    show_name INTEGER NOT NULL CHECK (show_name IN (0, 1)),
    state TEXT NOT NULL REFERENCES speaker_state (code),
    -- had not spoken at this meeting when given the word
    first_time INTEGER NOT NULL DEFAULT 0 CHECK (first_time IN (0, 1)),
    asked_at TEXT NOT NULL,
    given_at TEXT,
    ended_at TEXT,
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX speaker_meeting ON speaker (meeting_id, state);
CREATE UNIQUE INDEX speaker_once ON speaker (meeting_id, registration_id) WHERE state = 'waiting';
CREATE UNIQUE INDEX speaker_one ON speaker (meeting_id) WHERE state = 'speaking';

CREATE TABLE poll (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    multiple INTEGER NOT NULL CHECK (multiple IN (0, 1)),
    -- how many have voted
    ballots INTEGER NOT NULL DEFAULT 0,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    UNIQUE (meeting_id, number),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE TABLE poll_option (
    poll_id INTEGER NOT NULL REFERENCES poll (id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    -- counted here and nowhere else: what somebody chose is not kept
    votes INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (poll_id, number)
) STRICT;
-- Who has voted, and not on what.
CREATE TABLE poll_ballot (
    poll_id INTEGER NOT NULL REFERENCES poll (id),
    registration_id INTEGER NOT NULL REFERENCES registration (id),
    PRIMARY KEY (poll_id, registration_id)
) STRICT;

-- Minutes as they are written. An item that is taken off the agenda leaves its text behind.
CREATE TABLE minutes_draft_item (
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 0,
    -- version that somebody has taken into the form of the minutes, or read and left out
    taken INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (meeting_id, item_id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
-- The newest saves of each item: what later ones are merged from, and what can be gone back to.
CREATE TABLE minutes_draft_save (
    meeting_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    saved_at TEXT NOT NULL,
    -- it overlapped with what another wrote, and somebody has to choose
    beside INTEGER NOT NULL DEFAULT 0 CHECK (beside IN (0, 1)),
    PRIMARY KEY (meeting_id, item_id, version),
    FOREIGN KEY (meeting_id, item_id) REFERENCES minutes_draft_item (meeting_id, item_id)
) STRICT;
