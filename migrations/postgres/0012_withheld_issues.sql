-- Declined before anybody could read it: the decision is public, title and text are not.
ALTER TABLE issue ADD COLUMN withheld BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE issue SET withheld = TRUE WHERE state = 'declined' AND published_at = moved_at;
