CREATE TABLE restriction_kind (code TEXT PRIMARY KEY) STRICT;
INSERT INTO restriction_kind (code) VALUES ('slowed'), ('stopped');

-- A person or an organisation that was slowed (what it writes is read first) or stopped in an agreement, until a day (M03). Always
-- visible to itself; the public log has the reason without the name. Reasons are those of the two events.
CREATE TABLE restriction (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    person_id INTEGER REFERENCES person (id),
    organisation_id INTEGER REFERENCES organisation (id),
    kind TEXT NOT NULL REFERENCES restriction_kind (code),
    -- what it was about; empty contribution: the issue itself
    issue_id INTEGER NOT NULL,
    contribution_id INTEGER,
    from_at TEXT NOT NULL,
    -- its last day
    until_on TEXT NOT NULL,
    opened_by INTEGER NOT NULL REFERENCES event (id),
    -- lifted before its last day
    lifted_at TEXT,
    lifted_by INTEGER REFERENCES event (id),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (issue_id, contribution_id) REFERENCES contribution (issue_id, id),
    CHECK ((person_id IS NULL) <> (organisation_id IS NULL)),
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT;
CREATE INDEX restriction_person ON restriction (person_id, until_on);
CREATE INDEX restriction_organisation ON restriction (organisation_id, until_on);
CREATE INDEX restriction_agreement ON restriction (agreement_id, from_at);
