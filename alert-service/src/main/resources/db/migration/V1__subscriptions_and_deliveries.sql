-- Who is told what, and where. An empty watch list is stored as null: all of that kind.
create table subscription (
    id            uuid        primary key,
    name          text        not null,
    state         text        not null check (state in ('active', 'gone', 'exhausted')),
    created_at    timestamptz not null,
    -- What was recorded before is history to it.
    follows_from  timestamptz not null,
    last_sequence bigint      not null default 0,
    url           text        not null,
    timeout_ms    integer     not null,
    consumers     text[],
    minerals      text[],
    stages        text[],
    conditions    jsonb       not null
);

create index subscription_by_age on subscription (created_at, id);

-- Apart from the subscription, so that reading one never touches the other.
create table signing_secret (
    subscription_id uuid  primary key references subscription on delete cascade,
    secret          bytea not null
);

-- The last change applied of each cell: a record with no higher sequence is a repetition.
create table observed_score (
    cell        text             primary key,
    consumer    text             not null,
    mineral     text             not null,
    stage       text             not null,
    sequence    bigint           not null,
    recorded_at timestamptz      not null,
    score       double precision not null,
    document    text             not null
);

-- One row per threshold and cell, with its state. Sorted by cell and level, so that a move finds by range what it
-- crosses, however many there are.
create table threshold_watch (
    subscription_id uuid             not null references subscription on delete cascade,
    condition       smallint         not null,
    cell            text             not null references observed_score,
    direction       text             not null check (direction in ('rising', 'falling')),
    at              double precision not null,
    rearm           double precision not null,
    armed           boolean          not null,
    primary key (subscription_id, condition, cell)
);

create index threshold_watch_armed on threshold_watch (cell, direction, at) where armed;
create index threshold_watch_fired on threshold_watch (cell, direction, rearm) where not armed;

-- What a condition on events asks for, as far as PostgreSQL can sift by it; null leaves that side open.
create table event_watch (
    subscription_id uuid     not null references subscription on delete cascade,
    condition       smallint not null,
    types           text[],
    actors          text[],
    primary key (subscription_id, condition)
);

-- The id is derived from the causes: raising an alert again finds it here.
create table alert (
    id              uuid        primary key,
    subscription_id uuid        not null references subscription on delete cascade,
    sequence        bigint      not null,
    type            text        not null check (type in ('raised', 'standing')),
    subject         text        not null,
    raised_at       timestamptz not null,
    traceparent     text        not null,
    -- The very bytes of the webhook and of alerts.v1.
    body            bytea       not null,
    unique (subscription_id, sequence)
);

create table delivery (
    id              uuid        primary key default uuidv7(),
    alert_id        uuid        not null references alert on delete cascade,
    subscription_id uuid        not null references subscription on delete cascade,
    subject         text        not null,
    sequence        bigint      not null,
    state           text        not null default 'pending' check (state in ('pending', 'delivered', 'exhausted')),
    attempts        integer     not null default 0,
    created_at      timestamptz not null,
    settled_at      timestamptz
);

create index delivery_of_subscription on delivery (subscription_id, sequence);
create index delivery_of_alert on delivery (alert_id);
create index delivery_pending on delivery (subscription_id, subject, sequence) where state = 'pending';
create index delivery_undelivered on delivery (created_at) where state = 'pending';

create table delivery_attempt (
    delivery_id uuid        not null references delivery on delete cascade,
    number      integer     not null,
    started_at  timestamptz not null,
    duration_us bigint      not null,
    status      smallint,
    failure     text,
    detail      text        not null,
    response    text        not null,
    primary key (delivery_id, number),
    check ((status is null) <> (failure is null))
);

-- The pending deliveries of one subscription and subject stand in a lane: only its first is attempted, so that they
-- arrive in order, and a lane waits for nobody else's. It is here as long as one is pending.
create table delivery_lane (
    subscription_id uuid not null references subscription on delete cascade,
    subject         text not null,
    -- Null while the subscription is disabled.
    next_attempt_at timestamptz,
    -- The replica at work on it; valid while that replica holds its session lock.
    holder          integer,
    primary key (subscription_id, subject)
);

create index delivery_lane_due on delivery_lane (next_attempt_at) where holder is null;
create index delivery_lane_held on delivery_lane (holder) where holder is not null;

-- Each start of a process takes a number.
create sequence replica_number as integer cycle;
