-- Which bodies an agreement has, how they are composed, who sits there (M06, M21). `body_id` is the body's organisation everywhere.
CREATE TABLE body_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO body_kind (code) VALUES ('council'), ('steering_group'), ('collaboration_group'), ('parity_group'), ('working_group'), ('platform'), ('secretariat'), ('other');
CREATE TABLE body_role (code TEXT PRIMARY KEY) STRICT;
INSERT INTO body_role (code) VALUES ('appoints_civil'), ('appoints_public'), ('finances');
CREATE TABLE seat_post (code TEXT PRIMARY KEY) STRICT;
INSERT INTO seat_post (code) VALUES ('chair'), ('vice_chair');
CREATE TABLE associate_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO associate_kind (code) VALUES ('substitute'), ('expert');
CREATE TABLE own_role (code TEXT PRIMARY KEY) STRICT;
INSERT INTO own_role (code) VALUES ('chair'), ('manager'), ('other');
CREATE TABLE offer_outcome (code TEXT PRIMARY KEY) STRICT;
INSERT INTO offer_outcome (code) VALUES ('accepted'), ('declined'), ('withdrawn');
INSERT INTO clock_kind (code) VALUES ('representation');

CREATE TABLE body (
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    body_id INTEGER NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL REFERENCES body_kind (code),
    does_sv TEXT NOT NULL,
    does_en TEXT NOT NULL,
    convener_id INTEGER REFERENCES organisation (id),
    -- seats by side; both 0: their number is not laid down
    seats_civil INTEGER NOT NULL DEFAULT 0 CHECK (seats_civil BETWEEN 0 AND 200),
    seats_public INTEGER NOT NULL DEFAULT 0 CHECK (seats_public BETWEEN 0 AND 200),
    equal_numbers INTEGER NOT NULL DEFAULT 0 CHECK (equal_numbers IN (0, 1)),
    -- how many people the body has, both sides together, where that is laid down
    size_least INTEGER,
    size_most INTEGER,
    -- civil society is there by those who chair or manage its organisations
    civil_leaders INTEGER NOT NULL DEFAULT 0 CHECK (civil_leaders IN (0, 1)),
    term_months INTEGER,
    review_months INTEGER,
    meetings_least INTEGER,
    meetings_most INTEGER,
    reviewed_on TEXT,
    -- the day by which it is reviewed next, once those whom it concerns were reminded of that
    review_told_on TEXT,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    PRIMARY KEY (agreement_id, body_id)
) STRICT;
CREATE INDEX body_organisation ON body (body_id);

-- Who appoints for each side, and who finances.
CREATE TABLE body_party (
    agreement_id INTEGER NOT NULL,
    body_id INTEGER NOT NULL,
    role TEXT NOT NULL REFERENCES body_role (code),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (agreement_id, body_id, role, organisation_id),
    FOREIGN KEY (agreement_id, body_id) REFERENCES body (agreement_id, body_id)
) STRICT;

-- A row of `seat` is an ordinary seat, and nothing else is: it alone gives rights (rule 1).
ALTER TABLE seat ADD COLUMN place INTEGER;
-- empty: a member
ALTER TABLE seat ADD COLUMN post TEXT REFERENCES seat_post (code);
ALTER TABLE seat ADD COLUMN appointed_by_id INTEGER REFERENCES organisation (id);
-- the organisation that the person comes from
ALTER TABLE seat ADD COLUMN organisation_id INTEGER REFERENCES organisation (id);
-- what the person is there, where it was asked
ALTER TABLE seat ADD COLUMN own_role TEXT REFERENCES own_role (code);
-- the person has agreed that their name is shown to all
ALTER TABLE seat ADD COLUMN shows_name INTEGER NOT NULL DEFAULT 0 CHECK (shows_name IN (0, 1));
ALTER TABLE seat ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- the last day of which those whom it concerns were reminded
ALTER TABLE seat ADD COLUMN end_told_on TEXT;

-- Who takes part in a body without a seat there: substitutes and co-opted experts. They have no rights by that, hence a table of their own.
CREATE TABLE associate (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    body_id INTEGER NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL REFERENCES associate_kind (code),
    -- 'both': an expert, who stands on neither
    side TEXT NOT NULL REFERENCES side (code),
    function TEXT NOT NULL DEFAULT '',
    from_on TEXT NOT NULL,
    to_on TEXT,
    appointed_by_id INTEGER REFERENCES organisation (id),
    organisation_id INTEGER REFERENCES organisation (id),
    shows_name INTEGER NOT NULL DEFAULT 0 CHECK (shows_name IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((kind = 'expert') = (side = 'both')),
    CHECK (to_on IS NULL OR to_on >= from_on)
) STRICT;
CREATE INDEX associate_body ON associate (body_id);
CREATE INDEX associate_person ON associate (person_id);

-- A place that was offered by e-mail. The address is forgotten once it is answered or too old.
CREATE TABLE seat_offer (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    body_id INTEGER NOT NULL,
    -- empty: an ordinary seat
    kind TEXT REFERENCES associate_kind (code),
    side TEXT NOT NULL REFERENCES side (code),
    post TEXT REFERENCES seat_post (code),
    function TEXT NOT NULL DEFAULT '',
    from_on TEXT NOT NULL,
    to_on TEXT,
    appointed_by_id INTEGER REFERENCES organisation (id),
    organisation_id INTEGER REFERENCES organisation (id),
    own_role TEXT REFERENCES own_role (code),
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    invited_by INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    outcome TEXT REFERENCES offer_outcome (code),
    answered_at TEXT,
    FOREIGN KEY (agreement_id, body_id) REFERENCES body (agreement_id, body_id),
    CHECK ((outcome IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX seat_offer_body ON seat_offer (body_id, outcome);
CREATE INDEX seat_offer_age ON seat_offer (expires_at);

-- What a body needs to know, and who of it does.
CREATE TABLE body_competence (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    body_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    UNIQUE (agreement_id, body_id, name),
    FOREIGN KEY (agreement_id, body_id) REFERENCES body (agreement_id, body_id)
) STRICT;
CREATE TABLE competence_holder (
    id INTEGER PRIMARY KEY,
    competence_id INTEGER NOT NULL REFERENCES body_competence (id),
    seat_id INTEGER REFERENCES seat (id),
    associate_id INTEGER REFERENCES associate (id),
    UNIQUE (competence_id, seat_id),
    UNIQUE (competence_id, associate_id),
    CHECK ((seat_id IS NULL) <> (associate_id IS NULL))
) STRICT;
CREATE INDEX competence_holder_seat ON competence_holder (seat_id);
CREATE INDEX competence_holder_associate ON competence_holder (associate_id);

-- Who of a body was at its meeting, by seat.
CREATE TABLE body_attendance (
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    seat_id INTEGER NOT NULL REFERENCES seat (id),
    present INTEGER NOT NULL CHECK (present IN (0, 1)),
    -- a substitute was there for its holder
    by_substitute INTEGER NOT NULL DEFAULT 0 CHECK (by_substitute IN (0, 1)),
    PRIMARY KEY (meeting_id, seat_id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX body_attendance_seat ON body_attendance (seat_id);

-- When the representation of a body is reviewed is a promised date like others.
ALTER TABLE clock ADD COLUMN body_id INTEGER REFERENCES organisation (id);
CREATE INDEX clock_body ON clock (body_id);
