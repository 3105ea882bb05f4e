-- Times are milliseconds since 1970 (UTC). `answers` and `consent` are JSON, kept as the applicant saw them.
CREATE TABLE sign_ups (
    submission TEXT PRIMARY KEY,
    receipt TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL,
    lang TEXT NOT NULL,
    digest TEXT NOT NULL,
    answers TEXT NOT NULL,
    consent TEXT NOT NULL,
    taken_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_ups_by_time ON sign_ups (taken_ms, submission);

-- What is to be told to somebody. A claimed entry is one that is due only when its claim has run out.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    submission TEXT NOT NULL REFERENCES sign_ups (submission) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'refused')),
    attempts INTEGER NOT NULL DEFAULT 0,
    claim TEXT NOT NULL DEFAULT '',
    due_ms INTEGER NOT NULL,
    trouble TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_due ON outbox (due_ms) WHERE state = 'waiting';
CREATE INDEX outbox_of_submission ON outbox (submission);

-- What all receivers on this database share: the key that signs the forms' tokens.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
