-- How one takes part in a forum, step by step (Markdown); empty where the agreement does not say.
ALTER TABLE forum ADD COLUMN how_sv TEXT NOT NULL DEFAULT '';
ALTER TABLE forum ADD COLUMN how_en TEXT NOT NULL DEFAULT '';
