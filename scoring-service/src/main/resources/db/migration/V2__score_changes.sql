-- Every published change, as it went to the topic, for those who missed some and for those who follow the stream.
-- Positions are given under the valuation's lock, so they become visible in their order: whoever has read up to one
-- has not missed any before it.
create table score_change (
    position    bigint generated always as identity primary key,
    cell        text        not null,
    sequence    bigint      not null,
    band        text        not null,
    recorded_at timestamptz not null,
    value       text        not null,
    unique (cell, sequence)
);

create index score_change_by_time on score_change (recorded_at);

-- `history` names this sequence of positions: another database, made anew, has another. `forgotten` is the last
-- position up to which changes may have been deleted.
alter table valuation
    add column history   text   not null default substr(gen_random_uuid()::text, 1, 8),
    add column forgotten bigint not null default 0;

create function score_changed() returns trigger language plpgsql as $$
begin
    notify score_changed;
    return null;
end
$$;

create trigger score_changed after insert on score_change for each statement execute function score_changed();
