-- After a meeting: three questions to those who were there, free of accounts (M24). And how those who took an initiative were met (M17).

-- That people were asked about a meeting, until when they can answer, and how many they are.
CREATE TABLE survey (
    id INTEGER PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL UNIQUE,
    asked_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    asked INTEGER NOT NULL DEFAULT 0 CHECK (asked >= 0),
    -- what is shown: the answers that were counted, five at a time, and how many of them gave each of 1 to 5
    answers INTEGER NOT NULL DEFAULT 0 CHECK (answers % 5 = 0),
    met_1 INTEGER NOT NULL DEFAULT 0,
    met_2 INTEGER NOT NULL DEFAULT 0,
    met_3 INTEGER NOT NULL DEFAULT 0,
    met_4 INTEGER NOT NULL DEFAULT 0,
    met_5 INTEGER NOT NULL DEFAULT 0,
    learned_1 INTEGER NOT NULL DEFAULT 0,
    learned_2 INTEGER NOT NULL DEFAULT 0,
    learned_3 INTEGER NOT NULL DEFAULT 0,
    learned_4 INTEGER NOT NULL DEFAULT 0,
    learned_5 INTEGER NOT NULL DEFAULT 0,
    UNIQUE (agreement_id, id),
    FOREIGN KEY (agreement_id, meeting_id) REFERENCES meeting (agreement_id, id)
) STRICT;

-- Who was asked, and whose link is spent. Without a time, so that nothing ties it to an answer.
ALTER TABLE registration ADD COLUMN survey_asked INTEGER NOT NULL DEFAULT 0 CHECK (survey_asked IN (0, 1));
ALTER TABLE registration ADD COLUMN survey_spent INTEGER NOT NULL DEFAULT 0 CHECK (survey_spent IN (0, 1));

-- An answer that is not counted yet, nobody's: no sign-up, no time, an id by chance. The words that came with it stand apart, so that they
-- are not tied to its numbers. All that wait are written anew with each answer; every fifth adds them to the survey and deletes them here.
CREATE TABLE survey_answer (
    id TEXT PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    survey_id INTEGER NOT NULL,
    met INTEGER NOT NULL CHECK (met BETWEEN 1 AND 5),
    learned INTEGER NOT NULL CHECK (learned BETWEEN 1 AND 5),
    FOREIGN KEY (agreement_id, survey_id) REFERENCES survey (agreement_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answer_survey ON survey_answer (survey_id);

-- What should happen next. Read by nobody until it was counted with four others, then by the kansli only, until it lets it through.
CREATE TABLE survey_words (
    id TEXT PRIMARY KEY,
    agreement_id INTEGER NOT NULL,
    survey_id INTEGER NOT NULL,
    words TEXT NOT NULL,
    lang TEXT NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),
    shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
    CHECK (counted = 1 OR shown = 0),
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
    -- its score, as it was then, is in a total
    counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),
    answered_by INTEGER REFERENCES person (id),
    answered_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id),
    FOREIGN KEY (agreement_id, wish_id) REFERENCES wish (agreement_id, id),
    CHECK ((issue_id IS NULL) <> (wish_id IS NULL)),
    CHECK ((score IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX reception_organisation ON reception (organisation_id, answered_at);
CREATE INDEX reception_waiting ON reception (agreement_id, counted);

-- What is told of how those of a quarter were met: scores are added at least five at a time, and never one by one.
CREATE TABLE reception_total (
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    answers INTEGER NOT NULL DEFAULT 0 CHECK (answers = 0 OR answers >= 5),
    scores INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (agreement_id, year, quarter)
) STRICT;
