-- The way of a meeting from a draft to what came of it (M04). What was announced so far took sign-ups at once.
UPDATE meeting SET state = 'open' WHERE state = 'announced';
-- When sign-up opens: as it is announced, on a day by itself, or when somebody opens it.
ALTER TABLE meeting ADD COLUMN opens TEXT NOT NULL DEFAULT 'now' CHECK (opens IN ('now', 'on_day', 'by_hand'));
ALTER TABLE meeting ADD COLUMN opens_on TEXT;
-- A draft that was thrown away: its number is never used again, and nobody reads it.
ALTER TABLE meeting ADD COLUMN dropped_at TEXT;
-- The first meeting of the series that it belongs to.
ALTER TABLE meeting ADD COLUMN series_id INTEGER REFERENCES meeting (id);
CREATE INDEX meeting_series ON meeting (series_id);

-- An item under another; the minutes of those fit in its own.
ALTER TABLE agenda_item ADD COLUMN parent_id INTEGER REFERENCES agenda_item (id);
ALTER TABLE agenda_item ADD COLUMN presenter TEXT NOT NULL DEFAULT '';
CREATE INDEX agenda_item_parent ON agenda_item (parent_id);

-- What the agenda of a kind of meeting begins with.
CREATE TABLE agenda_template (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    kind TEXT NOT NULL REFERENCES meeting_kind (code),
    edited_by INTEGER NOT NULL REFERENCES person (id),
    edited_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (agreement_id, kind),
    UNIQUE (agreement_id, id)
) STRICT;
CREATE TABLE agenda_template_item (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    template_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title_sv TEXT NOT NULL CHECK (title_sv <> ''),
    title_en TEXT NOT NULL CHECK (title_en <> ''),
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 600),
    -- it stands under the nearest item above that does not
    sub INTEGER NOT NULL DEFAULT 0 CHECK (sub IN (0, 1)),
    UNIQUE (template_id, position),
    FOREIGN KEY (agreement_id, template_id) REFERENCES agenda_template (agreement_id, id)
) STRICT;
