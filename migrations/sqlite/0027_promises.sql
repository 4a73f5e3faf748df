-- High-level talks and what was promised at them (M05, X4).
INSERT INTO clock_kind (code) VALUES ('promise');
CREATE TABLE promise_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO promise_state (code) VALUES ('open'), ('under_way'), ('claimed'), ('kept'), ('dropped');
CREATE TABLE promise_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO promise_kind (code) VALUES ('principle'), ('commitment');
CREATE TABLE talk_occasion (code TEXT PRIMARY KEY) STRICT;
INSERT INTO talk_occasion (code) VALUES ('budget'), ('accounts');

-- What a small talk is held beside: the budget or the annual accounts. No row: nobody has said.
CREATE TABLE talk (
    meeting_id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    occasion TEXT NOT NULL REFERENCES talk_occasion (code),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;

ALTER TABLE agreement_sequence ADD COLUMN promise_number INTEGER NOT NULL DEFAULT 0;
CREATE TABLE promise (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' REFERENCES promise_state (code),
    kind TEXT NOT NULL REFERENCES promise_kind (code),
    -- what was promised, as it was said
    words TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- who promised: a political party or a body, and what one is there. Never a person's name.
    party TEXT NOT NULL,
    function TEXT NOT NULL,
    owner_id INTEGER NOT NULL REFERENCES organisation (id),
    -- of a commitment, when it is to be kept; of a principle, when it is looked at next
    due_on TEXT NOT NULL,
    -- where it was made
    meeting_id INTEGER NOT NULL,
    agenda_item_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
    made_on TEXT NOT NULL,
    year INTEGER NOT NULL,
    issue_id INTEGER,
    -- where one can see what was done
    evidence_url TEXT NOT NULL DEFAULT '',
    -- when it was kept or dropped
    closed_on TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (agreement_id, number),
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    CHECK ((closed_on IS NOT NULL) = (state IN ('kept', 'dropped')))
) STRICT;
CREATE INDEX promise_meeting ON promise (meeting_id);
CREATE INDEX promise_owner ON promise (owner_id);
CREATE INDEX promise_issue ON promise (issue_id);
CREATE INDEX promise_state_of ON promise (agreement_id, state);
CREATE INDEX promise_item ON promise (agenda_item_id);

CREATE TABLE promise_principle (
    agreement_id INTEGER NOT NULL,
    promise_id INTEGER NOT NULL,
    principle_id INTEGER NOT NULL,
    PRIMARY KEY (promise_id, principle_id),
    FOREIGN KEY (agreement_id, promise_id) REFERENCES promise (agreement_id, id),
    FOREIGN KEY (agreement_id, principle_id) REFERENCES principle (agreement_id, id)
) STRICT;
CREATE INDEX promise_principle_principle ON promise_principle (principle_id);

CREATE TABLE promise_commitment (
    agreement_id INTEGER NOT NULL,
    promise_id INTEGER NOT NULL,
    commitment_id INTEGER NOT NULL,
    PRIMARY KEY (promise_id, commitment_id),
    FOREIGN KEY (agreement_id, promise_id) REFERENCES promise (agreement_id, id),
    FOREIGN KEY (agreement_id, commitment_id) REFERENCES commitment (agreement_id, id)
) STRICT;
CREATE INDEX promise_commitment_commitment ON promise_commitment (commitment_id);

-- A promise that is not kept comes back on the next talk's agenda, once on each.
ALTER TABLE agenda_item ADD COLUMN promise_id INTEGER REFERENCES promise (id);
-- somebody chose it: it does not leave by itself
ALTER TABLE agenda_item ADD COLUMN promise_chosen INTEGER NOT NULL DEFAULT 0 CHECK (promise_chosen IN (0, 1));
CREATE UNIQUE INDEX agenda_item_promise ON agenda_item (meeting_id, promise_id);
CREATE INDEX agenda_item_of_promise ON agenda_item (promise_id);
ALTER TABLE clock ADD COLUMN promise_id INTEGER REFERENCES promise (id);
CREATE INDEX clock_promise ON clock (promise_id, closed_by);
ALTER TABLE event ADD COLUMN promise_id INTEGER REFERENCES promise (id);
CREATE INDEX event_promise ON event (promise_id, position);
