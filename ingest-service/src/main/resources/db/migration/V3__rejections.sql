-- Lines of bulk input that were not recorded, as received. The id is made from publisher and bytes, so that the same line sent
-- again is the same rejection.
create table rejection (
    id          text collate "C" primary key,
    rejected_at timestamptz not null,
    publisher   text        not null,
    line        bigint      not null,
    -- The problem it was answered with, as JSON.
    problem     text        not null,
    payload     bytea       not null,
    -- The event that a retry recorded instead.
    recorded_as text,
    retried_at  timestamptz
);

create index rejection_newest_first on rejection (rejected_at desc, id);
