CREATE TABLE meeting_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO meeting_kind (code) VALUES ('hearing'), ('dialogue_meeting'), ('workshop'), ('follow_up_conference'), ('fair');
CREATE TABLE meeting_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO meeting_state (code) VALUES ('announced'), ('documented'), ('cancelled');
CREATE TABLE registration_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO registration_state (code) VALUES ('held'), ('confirmed'), ('cancelled'), ('expired');
CREATE TABLE item_outcome (code TEXT PRIMARY KEY) STRICT;
INSERT INTO item_outcome (code) VALUES ('none'), ('refer'), ('forum'), ('answered'), ('close');

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL,
    slug TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES meeting_kind (code),
    state TEXT NOT NULL REFERENCES meeting_state (code),
    title TEXT NOT NULL,
    theme TEXT NOT NULL,
    theme_html TEXT NOT NULL,
    access TEXT NOT NULL DEFAULT '',
    renderer INTEGER NOT NULL,
    lang TEXT NOT NULL,
    area_id INTEGER,
    place TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    online_url TEXT NOT NULL DEFAULT '',
    -- wall clock and zone are what was promised; the instants are derived for ordering
    starts_local TEXT NOT NULL,
    ends_local TEXT NOT NULL,
    zone TEXT NOT NULL DEFAULT 'Europe/Stockholm',
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 100000),
    -- places taken, held ones included: the database refuses one too many
    taken INTEGER NOT NULL DEFAULT 0,
    ics_uid TEXT NOT NULL UNIQUE,
    ics_sequence INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    minutes_at TEXT,
    -- the form of the minutes as typed, while they are not published (JSON); read by the kansli only
    minutes_draft TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (agreement_id, number),
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, area_id) REFERENCES area (agreement_id, id),
    CHECK (ends_at > starts_at),
    CHECK (taken >= 0 AND taken <= capacity)
) STRICT;
CREATE INDEX meeting_time ON meeting (agreement_id, starts_at);

CREATE TABLE meeting_old_slug (
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    PRIMARY KEY (meeting_id, slug),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;

CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    issue_id INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 600),
    said TEXT NOT NULL DEFAULT '',
    said_html TEXT NOT NULL DEFAULT '',
    decided TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT 'none' REFERENCES item_outcome (code),
    outcome_reason TEXT NOT NULL DEFAULT '',
    UNIQUE (agreement_id, id),
    UNIQUE (meeting_id, issue_id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    CHECK (issue_id IS NOT NULL OR title <> '')
) STRICT;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, position);
CREATE INDEX agenda_item_issue ON agenda_item (issue_id);

-- What somebody took on at a meeting; its date is a clock.
CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    agenda_item_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    owner_id INTEGER NOT NULL REFERENCES organisation (id),
    due_on TEXT NOT NULL,
    done_at TEXT,
    done_note TEXT NOT NULL DEFAULT '',
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, agenda_item_id) REFERENCES agenda_item (agreement_id, id)
) STRICT;
CREATE INDEX action_item ON action (agenda_item_id);
CREATE INDEX action_owner ON action (owner_id);

-- Sign-ups, with or without an account (X7). Seen by the kansli and by the one who holds the link.
CREATE TABLE registration (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    state TEXT NOT NULL REFERENCES registration_state (code),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    organisation_name TEXT NOT NULL DEFAULT '',
    online INTEGER NOT NULL DEFAULT 0 CHECK (online IN (0, 1)),
    needs TEXT NOT NULL DEFAULT '',
    locale TEXT NOT NULL,
    person_id INTEGER REFERENCES person (id),
    token_hash TEXT NOT NULL UNIQUE,
    held_until_at TEXT,
    created_at TEXT NOT NULL,
    confirmed_at TEXT,
    cancelled_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (meeting_id, email_key),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX registration_hold ON registration (state, held_until_at);
