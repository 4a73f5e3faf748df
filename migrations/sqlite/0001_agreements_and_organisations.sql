-- Enumerations are lookup tables: a code that is not listed cannot be stored (a test holds them to the Rust enums).
CREATE TABLE side (code TEXT PRIMARY KEY) STRICT;
INSERT INTO side (code) VALUES ('civil_society'), ('public'), ('both');
CREATE TABLE organisation_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO organisation_kind (code) VALUES ('association'), ('cooperative'), ('foundation'), ('faith_community'), ('network'), ('public_body'), ('group');
CREATE TABLE role_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO role_kind (code) VALUES ('representative'), ('officer'), ('politician');
CREATE TABLE forum_mark (code TEXT PRIMARY KEY) STRICT;
INSERT INTO forum_mark (code) VALUES ('member'), ('voice'), ('service');

-- Organisations, networks, public bodies and groups are one kind of thing (M07, M21).
CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    fold_key TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES organisation_kind (code),
    side TEXT NOT NULL REFERENCES side (code),
    parent_id INTEGER REFERENCES organisation (id),
    about TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT 'sv',
    starts_on TEXT,
    ends_on TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX organisation_parent ON organisation (parent_id);
CREATE INDEX organisation_sort ON organisation (sort_key, id);

-- An address that was once given out keeps leading to the thing (rule 4).
CREATE TABLE organisation_old_slug (
    slug TEXT PRIMARY KEY,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id)
) STRICT;

CREATE TABLE agreement (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    place_sv TEXT NOT NULL,
    place_en TEXT NOT NULL,
    lead_sv TEXT NOT NULL,
    lead_en TEXT NOT NULL,
    about_sv TEXT NOT NULL,
    about_en TEXT NOT NULL,
    vision_sv TEXT NOT NULL,
    vision_en TEXT NOT NULL,
    curator_name_sv TEXT NOT NULL,
    curator_name_en TEXT NOT NULL,
    public_party_id INTEGER NOT NULL REFERENCES organisation (id),
    -- the body that does the kansli's work here, the one that confirms accession, the one that hears appeals
    curator_id INTEGER NOT NULL REFERENCES organisation (id),
    confirming_id INTEGER NOT NULL REFERENCES organisation (id),
    steering_id INTEGER NOT NULL REFERENCES organisation (id),
    signed_on TEXT,
    -- rises with every change of what is settled, so that caches know
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Numbers given out per agreement, each under this row's lock: issues, meetings, and the position of events.
CREATE TABLE agreement_sequence (
    agreement_id INTEGER PRIMARY KEY REFERENCES agreement (id),
    issue_number INTEGER NOT NULL DEFAULT 0,
    meeting_number INTEGER NOT NULL DEFAULT 0,
    event_position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE principle (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL,
    slug TEXT NOT NULL,
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    text_sv TEXT NOT NULL,
    text_en TEXT NOT NULL,
    UNIQUE (agreement_id, number),
    UNIQUE (agreement_id, slug),
    UNIQUE (agreement_id, id)
) STRICT;

CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL,
    slug TEXT NOT NULL,
    owner TEXT NOT NULL REFERENCES side (code),
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    text_sv TEXT NOT NULL,
    text_en TEXT NOT NULL,
    UNIQUE (agreement_id, number),
    UNIQUE (agreement_id, slug),
    UNIQUE (agreement_id, id)
) STRICT;

CREATE TABLE commitment_principle (
    agreement_id INTEGER NOT NULL,
    commitment_id INTEGER NOT NULL,
    principle_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (commitment_id, principle_id),
    FOREIGN KEY (agreement_id, commitment_id) REFERENCES commitment (agreement_id, id),
    FOREIGN KEY (agreement_id, principle_id) REFERENCES principle (agreement_id, id)
) STRICT;

CREATE TABLE area (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    slug TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    UNIQUE (agreement_id, slug),
    UNIQUE (agreement_id, id)
) STRICT;

CREATE TABLE theme (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    slug TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    UNIQUE (agreement_id, slug),
    UNIQUE (agreement_id, id)
) STRICT;

CREATE TABLE forum (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    slug TEXT NOT NULL,
    mark TEXT NOT NULL REFERENCES forum_mark (code),
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    purpose_sv TEXT NOT NULL,
    purpose_en TEXT NOT NULL,
    participation_sv TEXT NOT NULL,
    participation_en TEXT NOT NULL,
    led_by_sv TEXT NOT NULL,
    led_by_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    UNIQUE (agreement_id, slug),
    UNIQUE (agreement_id, id)
) STRICT;

CREATE TABLE forum_host (
    forum_id INTEGER NOT NULL REFERENCES forum (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (forum_id, organisation_id)
) STRICT;

-- Who has signed which agreement, and from when to when (M09).
CREATE TABLE signatory (
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    signed_on TEXT NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (agreement_id, organisation_id),
    CHECK (ended_on IS NULL OR ended_on >= signed_on)
) STRICT;
CREATE INDEX signatory_organisation ON signatory (organisation_id);

CREATE TABLE organisation_area (
    agreement_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    area_id INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, area_id),
    FOREIGN KEY (agreement_id, area_id) REFERENCES area (agreement_id, id)
) STRICT;
