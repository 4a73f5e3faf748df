-- Declined before anybody could read it: the decision is public, title and text are not.
ALTER TABLE issue ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0;
UPDATE issue SET withheld = 1 WHERE state = 'declined' AND published_at = moved_at;
