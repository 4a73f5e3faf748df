-- Kinds of meetings that bodies and politicians hold (M05, M06), and the way of a meeting from a draft to what came of it (M04).
INSERT INTO meeting_kind (code) VALUES ('group_meeting'), ('high_level_talk'), ('general_assembly');
INSERT INTO meeting_state (code) VALUES ('draft'), ('open'), ('followed_up');

-- The body or the forum whose meeting it is; neither: a meeting of the whole agreement.
ALTER TABLE meeting ADD COLUMN body_id BIGINT REFERENCES organisation (id);
ALTER TABLE meeting ADD COLUMN forum_id BIGINT REFERENCES forum (id);
-- Who may sign up: all, or those who are invited. It is read by all in both cases.
ALTER TABLE meeting ADD COLUMN by_invitation BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX meeting_body ON meeting (body_id);
CREATE INDEX meeting_forum ON meeting (forum_id);

-- Clocks belong to more than issues, meetings and actions: the check of which is left to those who open them.
ALTER TABLE clock DROP CONSTRAINT clock_check1;
