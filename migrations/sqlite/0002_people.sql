CREATE TABLE token_purpose (code TEXT PRIMARY KEY) STRICT;
INSERT INTO token_purpose (code) VALUES ('sign_in'), ('invitation');

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    locale TEXT NOT NULL DEFAULT 'sv',
    -- a persona that demo mode offers on the sign-in page; empty otherwise
    demo_role TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- People act for organisations by a role with a mandate period (rule 7).
CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL REFERENCES role_kind (code),
    function TEXT NOT NULL DEFAULT '',
    from_on TEXT NOT NULL,
    to_on TEXT,
    CHECK (to_on IS NULL OR to_on >= from_on)
) STRICT;
CREATE INDEX role_person ON role (person_id);
CREATE INDEX role_organisation ON role (organisation_id);

-- Seats in bodies have a side: in a mixed body only civil society's moderate (rule 1).
CREATE TABLE seat (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    body_id INTEGER NOT NULL REFERENCES organisation (id),
    side TEXT NOT NULL REFERENCES side (code),
    function TEXT NOT NULL DEFAULT '',
    from_on TEXT NOT NULL,
    to_on TEXT,
    CHECK (side <> 'both'),
    CHECK (to_on IS NULL OR to_on >= from_on)
) STRICT;
CREATE INDEX seat_person ON seat (person_id);
CREATE INDEX seat_body ON seat (body_id);

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    person_id INTEGER REFERENCES person (id),
    data TEXT NOT NULL,
    device TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expiry ON session (expires_at);

-- Mailed single-purpose secrets, kept as a hash only.
CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL REFERENCES token_purpose (code),
    hash TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    invited_by INTEGER REFERENCES person (id),
    function TEXT NOT NULL DEFAULT '',
    return_to TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX token_email ON token (email_key, created_at);
CREATE INDEX token_organisation ON token (organisation_id);

-- A form that is sent twice, or sent again after a lost answer, acts once.
CREATE TABLE idempotency (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    person_id INTEGER REFERENCES person (id),
    result TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT;
CREATE INDEX idempotency_age ON idempotency (created_at);
