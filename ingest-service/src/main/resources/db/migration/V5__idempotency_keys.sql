-- The first answer to a request with an Idempotency-Key, to be given again.
create table idempotency_key (
    publisher  text        not null,
    key        text        not null,
    -- SHA-256 of all that makes the request what it is.
    payload    bytea       not null,
    -- By whom it is being answered is told by when it was claimed.
    claimed_at timestamptz not null,
    -- Null until it is answered.
    status     integer,
    media_type text,
    etag       text,
    location   text,
    body       bytea,
    primary key (publisher, key)
);

create index idempotency_key_oldest_first on idempotency_key (claimed_at);
