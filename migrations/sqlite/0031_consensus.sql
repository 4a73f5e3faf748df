-- Proposals to change how a forum or a body works, which pass by consensus alone, and the review of the model (M22).
INSERT INTO clock_kind (code) VALUES ('consensus'), ('model_review');
CREATE TABLE consensus_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO consensus_state (code) VALUES ('open'), ('passed'), ('lapsed'), ('withdrawn');
CREATE TABLE consensus_answer_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO consensus_answer_kind (code) VALUES ('consent'), ('aside'), ('object');

ALTER TABLE agreement_sequence ADD COLUMN consensus_number INTEGER NOT NULL DEFAULT 0;
CREATE TABLE consensus (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL REFERENCES consensus_state (code),
    -- what it is about: one of the two
    forum_id INTEGER,
    body_id INTEGER,
    title TEXT NOT NULL,
    -- what holds today
    text_now TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- version of the text that is answered now
    version INTEGER NOT NULL DEFAULT 1,
    -- who proposed: an organisation, the body itself by a seat there, or the body that does the kansli's work
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    author_id INTEGER NOT NULL REFERENCES person (id),
    until_on TEXT NOT NULL,
    -- that happens once
    prolonged INTEGER NOT NULL DEFAULT 0 CHECK (prolonged IN (0, 1)),
    created_at TEXT NOT NULL,
    closed_on TEXT,
    UNIQUE (agreement_id, number),
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, forum_id) REFERENCES forum (agreement_id, id),
    FOREIGN KEY (agreement_id, body_id) REFERENCES body (agreement_id, body_id),
    CHECK ((forum_id IS NULL) <> (body_id IS NULL)),
    CHECK ((state = 'open') = (closed_on IS NULL))
) STRICT;
CREATE INDEX consensus_state_number ON consensus (agreement_id, state, number);
CREATE INDEX consensus_forum ON consensus (forum_id);
CREATE INDEX consensus_body ON consensus (body_id);
CREATE INDEX consensus_organisation ON consensus (organisation_id);
-- one at a time: two could pass that say different things
CREATE UNIQUE INDEX consensus_open_forum ON consensus (forum_id) WHERE state = 'open' AND forum_id IS NOT NULL;
CREATE UNIQUE INDEX consensus_open_body ON consensus (agreement_id, body_id) WHERE state = 'open' AND body_id IS NOT NULL;

-- The text proposed, in each of its versions.
CREATE TABLE consensus_text (
    agreement_id INTEGER NOT NULL,
    consensus_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    -- why it is proposed; of a later version what was changed, and why
    why TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (consensus_id, version),
    FOREIGN KEY (agreement_id, consensus_id) REFERENCES consensus (agreement_id, id)
) STRICT;

-- Who is asked, fixed when it opens: an organisation, or a seat of a body.
CREATE TABLE consensus_asked (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    consensus_id INTEGER NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    seat_id INTEGER REFERENCES seat (id),
    -- of a seat, as it was then: never who held it
    side TEXT REFERENCES side (code),
    place INTEGER,
    post TEXT REFERENCES seat_post (code),
    function TEXT NOT NULL DEFAULT '',
    -- a seat that nobody held any more when the last day had passed: the others were counted without it
    set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),
    UNIQUE (consensus_id, organisation_id),
    UNIQUE (consensus_id, seat_id),
    UNIQUE (consensus_id, id),
    FOREIGN KEY (agreement_id, consensus_id) REFERENCES consensus (agreement_id, id),
    CHECK ((organisation_id IS NULL) <> (seat_id IS NULL)),
    CHECK ((seat_id IS NULL) = (side IS NULL))
) STRICT;
CREATE INDEX consensus_asked_organisation ON consensus_asked (organisation_id);
CREATE INDEX consensus_asked_seat ON consensus_asked (seat_id);

-- What each of them answers to a version of the text: once.
CREATE TABLE consensus_answer (
    consensus_id INTEGER NOT NULL,
    asked_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    -- rises with every change of the answer
    revision INTEGER NOT NULL DEFAULT 1,
    kind TEXT NOT NULL REFERENCES consensus_answer_kind (code),
    reason TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    -- the event that it came with
    event_id INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (asked_id, version),
    FOREIGN KEY (consensus_id, asked_id) REFERENCES consensus_asked (consensus_id, id),
    FOREIGN KEY (consensus_id, version) REFERENCES consensus_text (consensus_id, version),
    CHECK (kind <> 'object' OR reason <> '')
) STRICT;
CREATE INDEX consensus_answer_version ON consensus_answer (consensus_id, version, kind);
-- What an answer was before it was changed.
CREATE TABLE consensus_answer_was (
    consensus_id INTEGER NOT NULL,
    asked_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL REFERENCES consensus_answer_kind (code),
    reason TEXT NOT NULL,
    lang TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    -- the event that it came with
    event_id INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (asked_id, version, revision),
    FOREIGN KEY (consensus_id, asked_id) REFERENCES consensus_asked (consensus_id, id)
) STRICT;
CREATE INDEX consensus_answer_was_of ON consensus_answer_was (consensus_id);

-- Answers of which the words are hidden, by the event that each came with: both keep them, and show them to few.
CREATE TABLE consensus_hidden (
    event_id INTEGER PRIMARY KEY REFERENCES event (id),
    -- hidden by itself, since whoever answered was stopped until that day; empty: by those who curate
    stopped_until TEXT
) STRICT;

-- What happened to a proposal.
CREATE TABLE consensus_event (
    consensus_id INTEGER NOT NULL REFERENCES consensus (id),
    event_id INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (consensus_id, event_id)
) STRICT;
CREATE INDEX consensus_event_event ON consensus_event (event_id);

-- How a forum or a body works since a proposal passed. Shown until the agreement's file says it too.
CREATE TABLE way (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    forum_id INTEGER,
    body_id INTEGER,
    consensus_id INTEGER NOT NULL UNIQUE,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    since_on TEXT NOT NULL,
    in_file INTEGER NOT NULL DEFAULT 0 CHECK (in_file IN (0, 1)),
    FOREIGN KEY (agreement_id, forum_id) REFERENCES forum (agreement_id, id),
    FOREIGN KEY (agreement_id, body_id) REFERENCES body (agreement_id, body_id),
    FOREIGN KEY (agreement_id, consensus_id) REFERENCES consensus (agreement_id, id),
    CHECK ((forum_id IS NULL) <> (body_id IS NULL))
) STRICT;
CREATE INDEX way_agreement ON way (agreement_id, in_file);

ALTER TABLE clock ADD COLUMN consensus_id INTEGER REFERENCES consensus (id);
CREATE INDEX clock_consensus ON clock (consensus_id, closed_by);
