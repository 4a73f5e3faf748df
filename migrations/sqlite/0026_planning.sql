-- Wishes for meetings, what was chosen for each meeting and what was not, and the dates of the year that meetings are planned beside (M04).
INSERT INTO clock_kind (code) VALUES ('wish');
CREATE TABLE wish_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO wish_state (code) VALUES ('open'), ('planned'), ('joined'), ('declined'), ('withdrawn');
CREATE TABLE year_date_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO year_date_kind (code) VALUES ('budget'), ('accounts'), ('election'), ('school_holiday'), ('other');

-- What an organisation or a public body wants a meeting about.
ALTER TABLE agreement_sequence ADD COLUMN wish_number INTEGER NOT NULL DEFAULT 0;
CREATE TABLE wish (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL REFERENCES wish_state (code),
    kind TEXT NOT NULL REFERENCES meeting_kind (code),
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- roughly when, in words
    period TEXT NOT NULL DEFAULT '',
    forum_id INTEGER,
    area_id INTEGER,
    issue_id INTEGER,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    author_id INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- the meeting that was planned of it
    meeting_id INTEGER,
    -- the meeting that is being planned of it, before it is answered
    draft_id INTEGER,
    -- the wish that it was taken into
    into_id INTEGER,
    UNIQUE (agreement_id, number),
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, forum_id) REFERENCES forum (agreement_id, id),
    FOREIGN KEY (agreement_id, area_id) REFERENCES area (agreement_id, id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, draft_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, into_id) REFERENCES wish (agreement_id, id),
    CHECK ((state = 'planned') = (meeting_id IS NOT NULL)),
    CHECK ((state = 'joined') = (into_id IS NOT NULL))
) STRICT;
CREATE INDEX wish_state_number ON wish (agreement_id, state, number);
CREATE INDEX wish_organisation ON wish (organisation_id);
CREATE INDEX wish_meeting ON wish (meeting_id);
CREATE INDEX wish_draft ON wish (draft_id);
CREATE INDEX wish_into ON wish (into_id);

-- What a wish said before it was hidden. In `wish` a title stands that says its number only, so that nothing shows more by mistake.
CREATE TABLE wish_hidden (
    wish_id INTEGER PRIMARY KEY REFERENCES wish (id),
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    period TEXT NOT NULL
) STRICT;

-- Other organisations that want the same meeting, each once.
CREATE TABLE wish_supporter (
    agreement_id INTEGER NOT NULL,
    wish_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    PRIMARY KEY (wish_id, organisation_id),
    FOREIGN KEY (agreement_id, wish_id) REFERENCES wish (agreement_id, id)
) STRICT;

-- What happened to a wish.
CREATE TABLE wish_event (
    wish_id INTEGER NOT NULL REFERENCES wish (id),
    event_id INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (wish_id, event_id)
) STRICT;

ALTER TABLE clock ADD COLUMN wish_id INTEGER REFERENCES wish (id);
CREATE INDEX clock_wish ON clock (wish_id);

-- Whether an issue was chosen for a meeting, and why: the newest decision about each. Those before it are in the events.
CREATE TABLE issue_choice (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    reason TEXT NOT NULL,
    -- language of the reason
    lang TEXT NOT NULL,
    -- empty: about a draft, which nobody else knows of yet
    event_id INTEGER REFERENCES event (id),
    decided_at TEXT NOT NULL,
    UNIQUE (meeting_id, issue_id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX issue_choice_issue ON issue_choice (issue_id);

-- Dates that come back each year, or stand in one: the budget process, the annual accounts. The agreement's data.
CREATE TABLE agreement_year_date (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    slug TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES year_date_kind (code),
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    -- months and days, `11-05`; an end before the beginning lies in the year after
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    -- empty: every year
    year INTEGER,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    UNIQUE (agreement_id, slug)
) STRICT;

-- Where an area's tile stands on the schematic map; both or neither.
ALTER TABLE area ADD COLUMN tile_column INTEGER CHECK (tile_column BETWEEN 1 AND 12);
ALTER TABLE area ADD COLUMN tile_row INTEGER CHECK (tile_row BETWEEN 1 AND 12);
