-- Every revision of every policy event. Revision 1 is the event as first posted; the newest is the event as it stands.
-- Rows are added, never rewritten, but for the mark of the newest.
create table policy_event_revision (
    -- Sorted by bytes, as cursors and writers sort.
    event_id    text collate "C" not null,
    revision    integer     not null check (revision > 0),
    newest      boolean     not null,
    recorded_at timestamptz not null,
    known_at    date        not null,
    publisher   text        not null,
    -- What an event is found by, defaults included. Arrays of varchar, as Hibernate binds them.
    type        text        not null,
    announced   date        not null,
    standing    text        not null,
    actors      varchar[]   not null,
    targets     varchar[]   not null,
    minerals    varchar[]   not null,
    stages      varchar[]   not null,
    refers_to   varchar[]   not null,
    -- The event without its id as canonical JSON. Text, not jsonb: it goes out as it stands, and equality of texts decides
    -- whether a post says the same again.
    content     text        not null,
    primary key (event_id, revision)
);

create index policy_event_revision_by_announcement on policy_event_revision (announced desc, event_id) where newest;
create index policy_event_revision_by_mineral on policy_event_revision using gin (minerals) where newest;
