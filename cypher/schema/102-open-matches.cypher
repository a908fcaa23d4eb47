// Those under way are looked through for what has ended since, and for what waits for an answer.
CREATE INDEX match_state IF NOT EXISTS FOR (n:Match) ON (n.state);
