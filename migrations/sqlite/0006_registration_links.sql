-- Every mailed link of a sign-up stays valid: a second mail, asked for by whomever, must not kill the first one's link.
CREATE TABLE registration_link (
    token_hash TEXT PRIMARY KEY,
    registration_id INTEGER NOT NULL REFERENCES registration (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX registration_link_registration ON registration_link (registration_id);
