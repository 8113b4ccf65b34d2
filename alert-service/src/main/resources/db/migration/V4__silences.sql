-- What is not to be told for a while, by what it matches; null leaves that side open.
create table silence (
    id              uuid             primary key,
    tenant          text             not null,
    created_at      timestamptz      not null,
    comment         text             not null,
    consumer        text,
    -- As it was named, and all that belongs to it.
    mineral         text,
    minerals        text[],
    stage           text,
    subscription_id uuid references subscription on delete cascade,
    type            text,
    -- Null until it is released.
    until           timestamptz,
    until_clears    boolean          not null,
    unless_worse    double precision,
    ended_at        timestamptz
);
create index silence_by_age on silence (tenant, created_at, id);
create index silence_active on silence (tenant) where ended_at is null;
create index silence_due on silence (until) where ended_at is null;

-- For what a silence until it clears is over: it has cleared.
create table silence_cleared (
    silence_id      uuid     not null references silence on delete cascade,
    subscription_id uuid     not null references subscription on delete cascade,
    condition       smallint not null,
    subject         text     not null,
    primary key (silence_id, subscription_id, condition, subject)
);

-- The silence that held an alert back; its delivery, if there is one, was made when that ended.
alter table alert add column silenced_by uuid references silence on delete set null;
create index alert_silenced on alert (silenced_by) where silenced_by is not null;
create index alert_of_condition on alert (subscription_id, condition, subject, sequence);
drop index alert_of_subject;
