-- A signed message at regular intervals, for a receiver to tell silence from failure; null where none is asked for.
alter table subscription
    add column heartbeat_ms bigint check (heartbeat_ms > 0),
    add column next_heartbeat_at timestamptz;

create index subscription_heartbeat on subscription (next_heartbeat_at) where next_heartbeat_at is not null;
