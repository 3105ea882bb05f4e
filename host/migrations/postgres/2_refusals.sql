-- How often the other side has said of an entry that it will never take it.
ALTER TABLE outbox ADD COLUMN refusals BIGINT NOT NULL DEFAULT 0;
CREATE INDEX outbox_refused ON outbox (submission) WHERE state = 'refused';
