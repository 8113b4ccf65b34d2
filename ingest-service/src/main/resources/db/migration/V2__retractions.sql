-- A retraction is a revision that withdraws the event; it keeps the members the event was found by.
alter table policy_event_revision add column retracted boolean not null default false;
