-- The attributes of the CloudEvent that brought the revision, as JSON; empty when none did.
alter table policy_event_revision add column cloud_event text not null default '';
