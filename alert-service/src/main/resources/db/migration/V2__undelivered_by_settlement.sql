-- Settled and pending say the same. An index over all pending deliveries must not look to the planner like a way to those
-- of one lane: with the statistics of an empty table, which these tables often are, it would take it.
drop index delivery_undelivered;
create index delivery_undelivered on delivery (created_at) where settled_at is null;
