CREATE TABLE issue_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO issue_state (code) VALUES ('submitted'), ('in_forum'), ('on_agenda'), ('referred'), ('answered'), ('followed_up'), ('closed'), ('merged'), ('declined'), ('withdrawn');

-- The state machine of an issue (M03), the same rows as app/src/issues/rules.rs. The trigger below refuses any other change.
CREATE TABLE issue_transition (
    from_state TEXT NOT NULL REFERENCES issue_state (code),
    act TEXT NOT NULL,
    to_state TEXT NOT NULL REFERENCES issue_state (code),
    PRIMARY KEY (from_state, act, to_state)
) STRICT;
INSERT INTO issue_transition (from_state, act, to_state) VALUES
    ('submitted', 'accept', 'in_forum'),
    ('submitted', 'ask_back', 'submitted'),
    ('submitted', 'complete', 'submitted'),
    ('submitted', 'decline', 'declined'),
    ('submitted', 'merge', 'merged'),
    ('submitted', 'withdraw', 'withdrawn'),
    ('in_forum', 'ask_back', 'in_forum'),
    ('in_forum', 'complete', 'in_forum'),
    ('in_forum', 'decline', 'declined'),
    ('in_forum', 'move', 'in_forum'),
    ('in_forum', 'put_on_agenda', 'on_agenda'),
    ('in_forum', 'refer', 'referred'),
    ('in_forum', 'close', 'closed'),
    ('in_forum', 'merge', 'merged'),
    ('in_forum', 'withdraw', 'withdrawn'),
    ('on_agenda', 'take_off_agenda', 'in_forum'),
    ('on_agenda', 'refer', 'referred'),
    ('on_agenda', 'conclude', 'answered'),
    ('on_agenda', 'close', 'closed'),
    ('on_agenda', 'withdraw', 'withdrawn'),
    ('referred', 'remind', 'referred'),
    ('referred', 'answer', 'answered'),
    ('referred', 'withdraw', 'withdrawn'),
    ('answered', 'put_on_agenda', 'on_agenda'),
    ('answered', 'refer', 'referred'),
    ('answered', 'follow_up', 'followed_up'),
    ('answered', 'close', 'closed'),
    ('followed_up', 'follow_up', 'followed_up'),
    ('followed_up', 'put_on_agenda', 'on_agenda'),
    ('followed_up', 'refer', 'referred'),
    ('followed_up', 'close', 'closed'),
    ('closed', 'reopen', 'in_forum'),
    ('declined', 'reopen', 'in_forum'),
    ('withdrawn', 'reopen', 'submitted'),
    ('merged', 'unmerge', 'in_forum');

CREATE TABLE event_audience (code TEXT PRIMARY KEY) STRICT;
INSERT INTO event_audience (code) VALUES ('public'), ('parties'), ('curator'), ('civil_seats');
CREATE TABLE actor_role (code TEXT PRIMARY KEY) STRICT;
INSERT INTO actor_role (code) VALUES ('curator'), ('officer'), ('politician'), ('representative'), ('individual'), ('visitor'), ('operator'), ('system');
CREATE TABLE clock_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO clock_kind (code) VALUES ('acceptance'), ('completion'), ('next_step'), ('hearing'), ('answer'), ('follow_up'), ('minutes'), ('action');

CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL,
    slug TEXT NOT NULL,
    forum_id INTEGER,
    state TEXT NOT NULL REFERENCES issue_state (code),
    title TEXT NOT NULL,
    fold_key TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    whom TEXT NOT NULL,
    ask TEXT NOT NULL,
    what_html TEXT NOT NULL,
    why_html TEXT NOT NULL,
    whom_html TEXT NOT NULL,
    ask_html TEXT NOT NULL,
    renderer INTEGER NOT NULL,
    lang TEXT NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    author_id INTEGER NOT NULL REFERENCES person (id),
    -- a merge is a pointer that reading follows: no row moves
    merged_into_id INTEGER,
    created_at TEXT NOT NULL,
    -- when it became readable by all; empty while it waits for the kansli
    published_at TEXT,
    edited_at TEXT,
    -- the last thing that happened, for lists
    moved_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (agreement_id, number),
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, forum_id) REFERENCES forum (agreement_id, id),
    FOREIGN KEY (agreement_id, merged_into_id) REFERENCES issue (agreement_id, id),
    CHECK ((state = 'merged') = (merged_into_id IS NOT NULL)),
    CHECK (merged_into_id IS NULL OR merged_into_id <> id)
) STRICT;
CREATE INDEX issue_list ON issue (agreement_id, moved_at, id);
CREATE INDEX issue_forum ON issue (forum_id, moved_at, id);
CREATE INDEX issue_organisation ON issue (organisation_id);
CREATE INDEX issue_author ON issue (author_id, created_at);
CREATE INDEX issue_state_list ON issue (agreement_id, state);

CREATE TRIGGER issue_first_state BEFORE INSERT ON issue
WHEN NEW.state NOT IN ('submitted', 'in_forum')
BEGIN
    SELECT RAISE(ABORT, 'an issue starts as submitted or in_forum');
END;
CREATE TRIGGER issue_next_state BEFORE UPDATE OF state ON issue
WHEN NEW.state <> OLD.state AND NOT EXISTS (SELECT 1 FROM issue_transition t WHERE t.from_state = OLD.state AND t.to_state = NEW.state)
BEGIN
    SELECT RAISE(ABORT, 'no such transition of an issue');
END;

CREATE TABLE issue_old_slug (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    PRIMARY KEY (issue_id, slug),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id)
) STRICT;

CREATE TABLE issue_theme (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    theme_id INTEGER NOT NULL,
    PRIMARY KEY (issue_id, theme_id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, theme_id) REFERENCES theme (agreement_id, id)
) STRICT;
CREATE INDEX issue_theme_theme ON issue_theme (theme_id);

CREATE TABLE issue_area (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    PRIMARY KEY (issue_id, area_id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, area_id) REFERENCES area (agreement_id, id)
) STRICT;
CREATE INDEX issue_area_area ON issue_area (area_id);

CREATE TABLE issue_principle (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    principle_id INTEGER NOT NULL,
    PRIMARY KEY (issue_id, principle_id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, principle_id) REFERENCES principle (agreement_id, id)
) STRICT;
CREATE INDEX issue_principle_principle ON issue_principle (principle_id);

CREATE TABLE issue_commitment (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    commitment_id INTEGER NOT NULL,
    PRIMARY KEY (issue_id, commitment_id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, commitment_id) REFERENCES commitment (agreement_id, id)
) STRICT;
CREATE INDEX issue_commitment_commitment ON issue_commitment (commitment_id);

-- What the issue said before each edit (rule 4: edits keep history).
CREATE TABLE issue_revision (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    whom TEXT NOT NULL,
    ask TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (issue_id, version),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id)
) STRICT;

CREATE TABLE contribution (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    author_id INTEGER NOT NULL REFERENCES person (id),
    -- empty: the person speaks as themselves
    organisation_id INTEGER REFERENCES organisation (id),
    role TEXT NOT NULL REFERENCES actor_role (code),
    function TEXT NOT NULL DEFAULT '',
    quoted_id INTEGER,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    renderer INTEGER NOT NULL,
    lang TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- empty while a newcomer's first contribution waits for the kansli
    published_at TEXT,
    edited_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (issue_id, number),
    UNIQUE (agreement_id, id),
    UNIQUE (issue_id, id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (issue_id, quoted_id) REFERENCES contribution (issue_id, id)
) STRICT;
CREATE INDEX contribution_author ON contribution (author_id);
CREATE INDEX contribution_waiting ON contribution (agreement_id, published_at);

CREATE TABLE contribution_revision (
    agreement_id INTEGER NOT NULL,
    contribution_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (contribution_id, version),
    FOREIGN KEY (agreement_id, contribution_id) REFERENCES contribution (agreement_id, id)
) STRICT;

-- Organisations stand behind an issue, and may take it back (M02).
CREATE TABLE backing (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    since_at TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (issue_id, organisation_id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id)
) STRICT;
CREATE INDEX backing_organisation ON backing (organisation_id);
