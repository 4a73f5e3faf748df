-- A published issue that was hidden: since when. `withheld` is set with it, so that whatever asks for what all may read leaves it out.
-- One that is withheld without it was declined before anybody could read it.
ALTER TABLE issue ADD COLUMN hidden_at TEXT;
-- Which act answered a report: undoing it opens the report again.
ALTER TABLE flag ADD COLUMN closed_by INTEGER REFERENCES event (id);

-- A referral that was a mistake can be mended after the minute: asked again (another body, another date), taken back, closed or merged.
INSERT INTO issue_transition (from_state, act, to_state) VALUES
    ('referred', 'refer', 'referred'),
    ('referred', 'take_back', 'in_forum'),
    ('referred', 'close', 'closed'),
    ('referred', 'merge', 'merged'),
    ('in_forum', 'undo', 'referred'),
    ('closed', 'undo', 'referred'),
    ('merged', 'undo', 'referred');
