-- What happened lately (my day, what waits for an organisation) is looked up by its time.
CREATE INDEX event_by_time ON event (agreement_id, occurred_at);
