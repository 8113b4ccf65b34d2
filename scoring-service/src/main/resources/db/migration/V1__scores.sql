-- Every record of policy-events.v1, once: scores are a function of this set.
create table policy_event_record (
    position     bigint generated always as identity primary key,
    event_id     text        not null,
    revision     integer     not null,
    known_at     date        not null,
    content_hash bytea       not null,
    value        text        not null,
    received_at  timestamptz not null default clock_timestamp(),
    unique (event_id, revision, content_hash)
);

-- The newest score of each cell, as published. `terms` is what a reader of the topic gets of the score itself.
create table dependency_score (
    cell             text             primary key,
    consumer         text             not null,
    mineral          text             not null,
    stage            text             not null,
    sequence         bigint           not null,
    score            double precision not null,
    band             text             not null,
    at               date             not null,
    recorded_at      timestamptz      not null,
    terms            text             not null
);

create index dependency_score_by_score on dependency_score (score desc, cell);

-- The day and the baseline that all scores stand for. Its one row is the lock under which scores are written: whoever
-- holds it sees every record that was committed before, so two replicas never score one cell from different sets.
create table valuation (
    only_row         boolean primary key default true check (only_row),
    day              date,
    model            text,
    baseline_version text
);

insert into valuation default values;
