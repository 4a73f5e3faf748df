-- Everything that happens, written in the transaction in which it happens. Never a name or an address in the payload.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER REFERENCES agreement (id),
    -- order within the agreement, taken under a lock last in the transaction; readers page by it, never by id
    position INTEGER,
    kind TEXT NOT NULL,
    audience TEXT NOT NULL REFERENCES event_audience (code),
    occurred_at TEXT NOT NULL,
    actor_role TEXT NOT NULL REFERENCES actor_role (code),
    actor_organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER REFERENCES person (id),
    issue_id INTEGER,
    contribution_id INTEGER,
    meeting_id INTEGER,
    organisation_id INTEGER REFERENCES organisation (id),
    reason TEXT NOT NULL DEFAULT '',
    reason_html TEXT NOT NULL DEFAULT '',
    -- what was said at length: a public body's answer
    text TEXT NOT NULL DEFAULT '',
    text_html TEXT NOT NULL DEFAULT '',
    renderer INTEGER NOT NULL DEFAULT 0,
    -- language of reason and text
    lang TEXT NOT NULL DEFAULT 'sv',
    next_on TEXT,
    payload TEXT NOT NULL DEFAULT '{}',
    UNIQUE (agreement_id, position),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, contribution_id) REFERENCES contribution (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;
CREATE INDEX event_issue ON event (issue_id, position);
CREATE INDEX event_meeting ON event (meeting_id, position);
CREATE INDEX event_kind ON event (agreement_id, kind, position);

-- Every promised date is a row (X2). Open until an event closes it; late from the midnight after its due date in Stockholm.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    kind TEXT NOT NULL REFERENCES clock_kind (code),
    issue_id INTEGER,
    meeting_id INTEGER,
    action_id INTEGER,
    owner_id INTEGER NOT NULL REFERENCES organisation (id),
    side TEXT NOT NULL REFERENCES side (code),
    due_on TEXT NOT NULL,
    opened_by INTEGER NOT NULL REFERENCES event (id),
    closed_by INTEGER REFERENCES event (id),
    closed_on TEXT,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, action_id) REFERENCES action (agreement_id, id),
    CHECK ((closed_by IS NULL) = (closed_on IS NULL)),
    CHECK (issue_id IS NOT NULL OR meeting_id IS NOT NULL OR action_id IS NOT NULL)
) STRICT;
CREATE INDEX clock_issue ON clock (issue_id, closed_by);
CREATE INDEX clock_due ON clock (agreement_id, closed_by, due_on);
CREATE INDEX clock_owner ON clock (owner_id, closed_by, due_on);
CREATE INDEX clock_meeting ON clock (meeting_id);
CREATE INDEX clock_action ON clock (action_id);

-- Work for later, enqueued in the transaction that wants it done.
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    locked_until_at TEXT,
    done_at TEXT,
    failed_at TEXT,
    last_error TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX job_due ON job (done_at, failed_at, run_at);

-- Demo mode's mailbox: what would have been sent, where no mail server is configured.
CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    sent_at TEXT NOT NULL
) STRICT;
