-- A hidden contribution is not published: whatever asks for what all may read leaves it out. When it was published is kept beside,
-- so that it can come back as it was; empty where it never was.
ALTER TABLE contribution ADD COLUMN hidden_at TEXT;
ALTER TABLE contribution ADD COLUMN shown_at TEXT;
