-- Sign-up grown (M04, X7): places online apart from those at the place, seats per organisation, a waiting list, needs by kind,
-- a code for the door, check-in, guests, and what remains of who came once the names are erased.
INSERT INTO registration_state (code) VALUES ('asked'), ('waiting');
CREATE TABLE need_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO need_kind (code) VALUES ('interpreter'), ('wheelchair'), ('child_care'), ('food');
CREATE TABLE guest_state (code TEXT PRIMARY KEY) STRICT;
INSERT INTO guest_state (code) VALUES ('invited'), ('accepted'), ('declined');

-- Empty: as many as want to. The database refuses one too many here as at the place.
ALTER TABLE meeting ADD COLUMN online_capacity INTEGER CHECK (online_capacity BETWEEN 1 AND 100000);
ALTER TABLE meeting ADD COLUMN online_taken INTEGER NOT NULL DEFAULT 0 CHECK (online_taken >= 0 AND online_taken <= COALESCE(online_capacity, 100000));
-- Places that people of one organisation can have; empty: as many as want to.
ALTER TABLE meeting ADD COLUMN seats_per_organisation INTEGER CHECK (seats_per_organisation BETWEEN 1 AND 1000);
UPDATE meeting SET online_taken = (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = meeting.id AND r.online = 1 AND r.state IN ('held', 'confirmed'));
UPDATE meeting SET taken = taken - online_taken;

ALTER TABLE registration ADD COLUMN organisation_id INTEGER REFERENCES organisation (id);
-- Under what the seats of an organisation are counted: its id, or its name as typed with the case folded.
ALTER TABLE registration ADD COLUMN organisation_key TEXT NOT NULL DEFAULT '';
-- Order on the waiting list.
ALTER TABLE registration ADD COLUMN waiting_at TEXT;
ALTER TABLE registration ADD COLUMN checked_in_at TEXT;
-- The start for which a reminder was mailed: told once, and again when the meeting moves far enough.
ALTER TABLE registration ADD COLUMN reminded_for TEXT;
-- Six characters for the door.
ALTER TABLE registration ADD COLUMN code TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX registration_code ON registration (meeting_id, code) WHERE code <> '';
CREATE INDEX registration_list ON registration (meeting_id, state, waiting_at);

-- What somebody needs to be able to take part. Read by the kansli only, erased with the address.
CREATE TABLE access_need (
    registration_id INTEGER NOT NULL REFERENCES registration (id),
    kind TEXT NOT NULL REFERENCES need_kind (code),
    detail TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (registration_id, kind)
) STRICT;

-- Who was invited. Names and addresses are read by the kansli only; of organisations and bodies it is said in public that they were.
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER REFERENCES person (id),
    state TEXT NOT NULL DEFAULT 'invited' REFERENCES guest_state (code),
    locale TEXT NOT NULL DEFAULT 'sv',
    -- a place is counted for the guest until the answer
    holds INTEGER NOT NULL DEFAULT 0 CHECK (holds IN (0, 1)),
    token_hash TEXT NOT NULL UNIQUE,
    invited_at TEXT NOT NULL,
    answered_at TEXT,
    UNIQUE (agreement_id, id),
    UNIQUE (meeting_id, email_key),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX guest_organisation ON guest (organisation_id);

-- Who was told of a general assembly with all others, each once. No place is counted for them. Erased as guests are.
CREATE TABLE assembly_invitation (
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    asked_at TEXT NOT NULL,
    mailed_at TEXT,
    PRIMARY KEY (meeting_id, person_id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX assembly_invitation_person ON assembly_invitation (person_id);

-- Who was there, once the names are erased: people of each organisation of the register, and all others in one row.
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    people INTEGER NOT NULL CHECK (people > 0),
    online INTEGER NOT NULL DEFAULT 0,
    UNIQUE (meeting_id, organisation_id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX attendance_organisation ON attendance (organisation_id);

-- Since when a mail waits for a mail server: not for ever, as it holds an address and a secret.
ALTER TABLE job ADD COLUMN waits_since_at TEXT;
-- Who signed up stands in the sign-up alone, and is erased with it.
UPDATE event SET person_id = NULL, actor_organisation_id = NULL, actor_role = 'visitor' WHERE person_id IS NOT NULL
    AND kind IN ('registration_held', 'registration_confirmed', 'registration_changed', 'registration_cancelled');
