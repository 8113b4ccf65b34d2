-- What events are found by beside their members as they stand.
alter table policy_event_revision
    -- First and last day in force; no first day for what is not in force at all, no last day for what has no end.
    add column in_force_from  date,
    add column in_force_until date,
    -- Title, summary and note in small letters.
    add column words          text not null default '';

update policy_event_revision set
    in_force_from = case
        when standing = 'WITHDRAWN' then null
        when content::jsonb ->> 'effectiveFrom' is not null then (content::jsonb ->> 'effectiveFrom')::date
        when standing = 'ENACTED' then announced
    end,
    in_force_until = (content::jsonb ->> 'effectiveUntil')::date,
    words = lower(concat_ws(' ', content::jsonb ->> 'title', content::jsonb ->> 'summary', content::jsonb ->> 'note'))
where not retracted;

create index policy_event_revision_by_recording on policy_event_revision (recorded_at desc, event_id) where newest;
create index policy_event_revision_by_reference on policy_event_revision using gin (refers_to)
    where newest and refers_to <> '{}';
