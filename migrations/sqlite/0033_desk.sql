-- What the body that does the kansli's work keeps for its own desk (M08): information efforts, and filters saved under a name. Nobody else reads either.
CREATE TABLE effort (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    body_id INTEGER NOT NULL REFERENCES organisation (id),
    title TEXT NOT NULL,
    -- for whom, in words
    whom TEXT NOT NULL,
    -- when it is next due
    due_on TEXT NOT NULL,
    done_on TEXT,
    created_by INTEGER NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX effort_body ON effort (agreement_id, body_id, done_on);

CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    body_id INTEGER NOT NULL REFERENCES organisation (id),
    -- who saved it; the only one who sees it where it is not shared in the body
    person_id INTEGER NOT NULL REFERENCES person (id),
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    name TEXT NOT NULL,
    -- the queue and its filters, as the desk's address says them
    query TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX saved_view_body ON saved_view (agreement_id, body_id);
CREATE INDEX saved_view_person ON saved_view (person_id);

-- Who is called to meetings sees it among what waits for them.
CREATE INDEX guest_person ON guest (person_id);
CREATE INDEX guest_mailbox ON guest (email_key);
-- So do those who are to adjust minutes, and who are offered seats.
CREATE INDEX minutes_round_open ON minutes_round (agreement_id, ended_at);
CREATE INDEX seat_offer_mailbox ON seat_offer (email_key);
