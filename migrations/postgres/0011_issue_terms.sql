-- Terms of issues, analysed in Rust alike for both databases: what is offered as "similar issues" while somebody writes one (M02).
CREATE TABLE issue_term (
    agreement_id BIGINT NOT NULL,
    issue_id BIGINT NOT NULL,
    term TEXT NOT NULL,
    in_title BOOLEAN NOT NULL,
    PRIMARY KEY (issue_id, term),
    FOREIGN KEY (agreement_id, issue_id) REFERENCES issue (agreement_id, id)
);
CREATE INDEX issue_term_term ON issue_term (agreement_id, term);
-- Version of the analysis that made an issue's terms; a job makes those of an older one again.
ALTER TABLE issue ADD COLUMN analysis BIGINT NOT NULL DEFAULT 0;
