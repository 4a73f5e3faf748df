-- Which installation this database is. The folder of attached files names the same, so that no installation clears up another's.
CREATE TABLE installation (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    mark TEXT NOT NULL
);

-- Taken down by those who curate: its title is shown no longer.
ALTER TABLE attachment ADD COLUMN taken_down BOOLEAN NOT NULL DEFAULT FALSE;
