-- Thresholds and bands are zones of the scale; a band has a second edge. A zone may have to be held, may be told again as
-- the score gets worse, and stays open from being told until it is told over.
alter table threshold_watch drop constraint threshold_watch_direction_check;
alter table threshold_watch
    add check (direction in ('rising', 'falling', 'band')),
    add column upto           double precision not null default 0,
    add column rearm_upto     double precision not null default 0,
    add column hold_ms        bigint           not null default 0,
    add column worsening      double precision not null default 0,
    add column since          timestamptz,
    add column since_sequence bigint,
    -- When the score will have been in the zone for long enough; null unless it is, and has not been yet.
    add column due_at         timestamptz,
    add column is_open        boolean          not null default false,
    add column worse_at       double precision;
update threshold_watch set is_open = not armed;
alter table threshold_watch drop constraint threshold_watch_pkey;
alter table threshold_watch add primary key (subscription_id, condition, cell, at);

create index threshold_watch_fired_band on threshold_watch (cell, rearm_upto) where not armed and direction = 'band';
create index threshold_watch_holding on threshold_watch (cell) where due_at is not null;
create index threshold_watch_due on threshold_watch (due_at) where due_at is not null;
create index threshold_watch_worse on threshold_watch (cell, direction, worse_at) where worse_at is not null;
create index threshold_watch_left_open on threshold_watch (cell) where armed and is_open;

-- What each cell's score was, for as long as a move may look back.
create table score_history (
    cell        text             not null references observed_score,
    sequence    bigint           not null,
    recorded_at timestamptz      not null,
    score       double precision not null,
    rebase      boolean          not null,
    primary key (cell, sequence)
);
-- Nothing is known of what was before: moves begin with the present score.
insert into score_history select cell, sequence, recorded_at, score, false from observed_score;

create table move_watch (
    subscription_id uuid             not null references subscription on delete cascade,
    condition       smallint         not null,
    cell            text             not null references observed_score,
    points          double precision not null,
    within_ms       bigint           not null,
    rising          boolean          not null,
    falling         boolean          not null,
    -- Sequence of the first change whose score counts.
    since           bigint           not null,
    primary key (subscription_id, condition, cell)
);
create index move_watch_of_cell on move_watch (cell, within_ms);

-- Thresholds of which it is told beforehand that a dated change would cross them.
create table lookout (
    subscription_id uuid             not null references subscription on delete cascade,
    condition       smallint         not null,
    cell            text             not null references observed_score,
    direction       text             not null check (direction in ('rising', 'falling')),
    at              double precision not null,
    rearm           double precision not null,
    primary key (subscription_id, condition, cell, direction, at)
);
create index lookout_by_level on lookout (cell, at);

-- A dated change that a subscription is told of; here until its date has come, or it is not ahead any more.
create table notice (
    subscription_id uuid        not null references subscription on delete cascade,
    condition       smallint    not null,
    cell            text        not null references observed_score,
    date            date        not null,
    -- Of the change of score with which the date was seen.
    sequence        bigint      not null,
    due_at          timestamptz not null,
    told            uuid[]      not null,
    primary key (subscription_id, condition, cell, date)
);
create index notice_of_cell on notice (cell);
create index notice_due on notice (due_at);

-- The newest record of each policy event, for those who are told of what it did or that it is withdrawn.
create table policy_event (
    id          text        primary key,
    revision    integer     not null,
    recorded_at timestamptz not null,
    retracted   boolean     not null,
    reason      text        not null,
    -- Of the newest revision that is no retraction; empty where none was read.
    document    text        not null
);

-- When each record of an event was stored where it was posted.
create table policy_event_revision (
    id          text        not null,
    revision    integer     not null,
    recorded_at timestamptz not null,
    retracted   boolean     not null,
    primary key (id, revision)
);

-- What is told together as what one act did, until the group is complete.
create table grouped_firing (
    id              uuid        primary key,
    subscription_id uuid        not null references subscription on delete cascade,
    act             text        not null,
    type            text        not null,
    condition       smallint    not null,
    trigger         text        not null,
    document        text        not null,
    traceparent     text        not null,
    due_at          timestamptz not null
);
create index grouped_firing_of_act on grouped_firing (subscription_id, act, type);
create index grouped_firing_due on grouped_firing (due_at);

alter table subscription add column grouping text not null default 'none' check (grouping in ('none', 'act'));

alter table alert drop constraint alert_type_check;
alter table alert
    add check (type in ('raised', 'cleared', 'standing', 'upcoming', 'retracted')),
    add column condition smallint not null default 0,
    -- Of its subscription, whose never changes.
    add column tenant    text     not null default 'local',
    -- The cells it tells of.
    add column cells     text[]   not null default '{}',
    -- Readers go by transaction, then position, and no further than the oldest transaction still running: what is
    -- committed later is never before a place that somebody has read to.
    add column transaction xid8   not null default pg_current_xact_id(),
    add column position    bigint not null generated always as identity;
alter table alert alter column tenant drop default, alter column cells drop default;
update alert set cells = array[subject] where subject ~ '^[A-Z]{2}/[a-z-]+/[a-z-]+$';
create index alert_in_order on alert (tenant, transaction, position);
create index alert_by_transaction on alert (transaction);
create index alert_of_subject on alert (subscription_id, subject, sequence);

create table alert_cause (
    alert_id uuid    not null references alert on delete cascade,
    event_id text    not null,
    -- Of the record that brought the change; 0 where a date of the event did.
    revision integer not null,
    primary key (alert_id, event_id)
);
create index alert_cause_of_event on alert_cause (event_id);
