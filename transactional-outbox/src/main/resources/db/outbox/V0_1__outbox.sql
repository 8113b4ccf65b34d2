-- Records on their way to Kafka: appended in the transaction of the row they tell of, deleted when Kafka has them.
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    key         text        not null,
    value       bytea       not null,
    headers     text        not null,
    appended_at timestamptz not null default clock_timestamp()
);

-- The relay, of this replica or another, wakes at the commit: one notification a transaction, whatever it appended.
create function outbox_appended() returns trigger language plpgsql as $$
begin
    notify outbox_appended;
    return null;
end
$$;

create trigger outbox_appended after insert on outbox for each statement execute function outbox_appended();
