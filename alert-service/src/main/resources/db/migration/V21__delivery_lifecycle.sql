-- Paused by its owner.
alter table subscription drop constraint subscription_state_check;
alter table subscription add constraint subscription_state_check
    check (state in ('active', 'paused', 'gone', 'exhausted'));

alter table subscription
    -- Since when its endpoint has taken nothing; null while it does.
    add column failing_since timestamptz,
    -- Requests a second that its endpoint is sent at the most; null for as many as there are.
    add column rate integer check (rate > 0);

-- Passed over when its subscription was resumed.
alter table delivery drop constraint delivery_state_check;
alter table delivery add constraint delivery_state_check
    check (state in ('pending', 'delivered', 'exhausted', 'skipped'));

-- How many attempts had been made when it was put on its way again, and the schedule with it.
alter table delivery add column attempts_before integer not null default 0;

create index delivery_exhausted on delivery (subscription_id) where state = 'exhausted';
