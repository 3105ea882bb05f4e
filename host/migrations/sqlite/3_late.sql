-- Entries that have been tried for hours: they are few, and counted often.
CREATE INDEX outbox_late ON outbox (submission) WHERE state = 'waiting' AND attempts >= 8;
