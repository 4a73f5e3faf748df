-- Back along an act within a minute (M03). Not along those that belong to a meeting's agenda.
INSERT INTO issue_transition (from_state, act, to_state) VALUES
    ('in_forum', 'undo', 'submitted'),
    ('declined', 'undo', 'submitted'),
    ('declined', 'undo', 'in_forum'),
    ('merged', 'undo', 'submitted'),
    ('merged', 'undo', 'in_forum'),
    ('withdrawn', 'undo', 'submitted'),
    ('withdrawn', 'undo', 'in_forum'),
    ('withdrawn', 'undo', 'referred'),
    ('closed', 'undo', 'in_forum'),
    ('closed', 'undo', 'answered'),
    ('closed', 'undo', 'followed_up'),
    ('referred', 'undo', 'in_forum'),
    ('referred', 'undo', 'answered'),
    ('referred', 'undo', 'followed_up'),
    ('answered', 'undo', 'referred'),
    ('followed_up', 'undo', 'answered'),
    ('in_forum', 'undo', 'closed'),
    ('in_forum', 'undo', 'declined'),
    ('submitted', 'undo', 'withdrawn'),
    ('in_forum', 'undo', 'merged');

-- An act that was undone, with the event that undid it. Who was accepted by mistake was not accepted.
ALTER TABLE event ADD COLUMN undone_by INTEGER REFERENCES event (id);
-- Mails about an event, which undoing takes back while they wait.
ALTER TABLE job ADD COLUMN event_id INTEGER REFERENCES event (id);
CREATE INDEX job_event ON job (event_id);
CREATE INDEX issue_merged ON issue (merged_into_id);

-- An issue that was split off from a contribution. The contribution stays where it is.
CREATE TABLE issue_split (
    agreement_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL PRIMARY KEY,
    contribution_id INTEGER NOT NULL UNIQUE,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, contribution_id) REFERENCES contribution (agreement_id, id)
) STRICT;
