-- An endpoint agrees before it is sent alerts (decision 0023). Those of before were never asked, and count as agreed.
alter table subscription drop constraint subscription_state_check;
alter table subscription add constraint subscription_state_check
    check (state in ('pending', 'active', 'paused', 'gone', 'exhausted'));

alter table subscription
    add column consent            text not null default 'given' check (consent in ('pending', 'given', 'refused', 'withdrawn')),
    -- How it was given; null unless it is.
    add column consent_way        text default 'older_version',
    add column consent_since      timestamptz,
    -- Requests a minute that the receiver allows; null for as many as there are.
    add column allowed_per_minute integer check (allowed_per_minute > 0),
    -- What proves that somebody reads what is sent to the endpoint; sealed.
    add column consent_key        bytea,
    -- One more whenever it is asked, answers or changes: what is found out about an earlier one counts for nothing.
    add column asking             integer not null default 0,
    add column askings_in_a_row   integer not null default 0,
    add column asked_at           timestamptz,
    -- When it is asked next; null where nothing is left to ask.
    add column next_asking_at     timestamptz;
update subscription set consent_since = created_at;
alter table subscription
    alter column consent drop default,
    alter column consent_way drop default,
    alter column consent_since set not null;

create index subscription_asking on subscription (next_asking_at) where next_asking_at is not null;

-- Each request by which an endpoint was asked.
create table consent_attempt (
    subscription_id uuid        not null references subscription on delete cascade,
    number          integer     not null,
    request         text        not null check (request in ('options', 'challenge')),
    started_at      timestamptz not null,
    duration_us     bigint      not null,
    status          smallint,
    failure         text,
    outcome         text        not null check (outcome in ('consent', 'refusal', 'none')),
    detail          text        not null,
    primary key (subscription_id, number),
    check ((status is null) <> (failure is null))
);
