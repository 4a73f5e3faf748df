-- After a meeting: three questions to those who were there, free of accounts (M24). And how those who took an initiative were met (M17).

-- That people were asked about a meeting, until when they can answer, and how many they are.
CREATE TABLE survey (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL UNIQUE,
    asked_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    asked INTEGER NOT NULL DEFAULT 0 CHECK (asked >= 0),
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;

-- Who was asked, and whose link is spent. Without a time, so that nothing ties it to an answer.
ALTER TABLE registration ADD COLUMN survey_asked INTEGER NOT NULL DEFAULT 0 CHECK (survey_asked IN (0, 1));
ALTER TABLE registration ADD COLUMN survey_spent INTEGER NOT NULL DEFAULT 0 CHECK (survey_spent IN (0, 1));

-- An answer is nobody's: no sign-up, no time, an id by chance. The words that came with it stand apart, so that they are not tied to its numbers.
CREATE TABLE survey_answer (
    id TEXT PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    survey_id INTEGER NOT NULL,
    met INTEGER NOT NULL CHECK (met BETWEEN 1 AND 5),
    learned INTEGER NOT NULL CHECK (learned BETWEEN 1 AND 5),
    FOREIGN KEY (agreement_id, survey_id) REFERENCES survey (agreement_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answer_survey ON survey_answer (survey_id);

-- What should happen next. Read by the kansli only, until it lets it through.
CREATE TABLE survey_words (
    id TEXT PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    survey_id INTEGER NOT NULL,
    words TEXT NOT NULL,
    lang TEXT NOT NULL,
    shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
    FOREIGN KEY (agreement_id, survey_id) REFERENCES survey (agreement_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_words_survey ON survey_words (survey_id);

-- How those who took an initiative say that they were met; without a score: asked, and not answered yet.
CREATE TABLE reception (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    issue_id INTEGER UNIQUE,
    wish_id INTEGER UNIQUE,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    asked_at TEXT NOT NULL,
    score INTEGER CHECK (score BETWEEN 1 AND 5),
    words TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT 'sv',
    -- they let all read it, with their name
    named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
    answered_by INTEGER REFERENCES person (id),
    answered_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, wish_id) REFERENCES wish (agreement_id, id),
    CHECK ((issue_id IS NULL) <> (wish_id IS NULL)),
    CHECK ((score IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX reception_organisation ON reception (organisation_id, answered_at);
