-- Kinds of meetings that bodies and politicians hold (M05, M06), and the way of a meeting from a draft to what came of it (M04).
INSERT INTO meeting_kind (code) VALUES ('group_meeting'), ('high_level_talk'), ('general_assembly');
INSERT INTO meeting_state (code) VALUES ('draft'), ('open'), ('followed_up');

-- The body or the forum whose meeting it is; neither: a meeting of the whole agreement.
ALTER TABLE meeting ADD COLUMN body_id INTEGER REFERENCES organisation (id);
ALTER TABLE meeting ADD COLUMN forum_id INTEGER REFERENCES forum (id);
-- Who may sign up: all, or those who are invited. It is read by all in both cases.
ALTER TABLE meeting ADD COLUMN by_invitation INTEGER NOT NULL DEFAULT 0 CHECK (by_invitation IN (0, 1));
CREATE INDEX meeting_body ON meeting (body_id);
CREATE INDEX meeting_forum ON meeting (forum_id);

-- Clocks belong to more than issues, meetings and actions: the check of which is left to those who open them.
CREATE TABLE clock_new (
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
    overdue_at TEXT,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id),
    FOREIGN KEY (agreement_id, action_id) REFERENCES action (agreement_id, id),
    CHECK ((closed_by IS NULL) = (closed_on IS NULL))
) STRICT;
INSERT INTO clock_new (id, agreement_id, kind, issue_id, meeting_id, action_id, owner_id, side, due_on, opened_by, closed_by, closed_on, overdue_at)
    SELECT id, agreement_id, kind, issue_id, meeting_id, action_id, owner_id, side, due_on, opened_by, closed_by, closed_on, overdue_at FROM clock;
DROP TABLE clock;
ALTER TABLE clock_new RENAME TO clock;
CREATE INDEX clock_issue ON clock (issue_id, closed_by);
CREATE INDEX clock_due ON clock (agreement_id, closed_by, due_on);
CREATE INDEX clock_owner ON clock (owner_id, closed_by, due_on);
CREATE INDEX clock_meeting ON clock (meeting_id);
CREATE INDEX clock_action ON clock (action_id);
CREATE INDEX clock_overdue ON clock (due_on) WHERE closed_by IS NULL AND overdue_at IS NULL;
