-- Encrypted, all keys of a subscription that sign at present together; the service encrypts at its next start what was
-- stored in the clear before.
alter table signing_secret alter column secret drop not null;
alter table signing_secret add column sealed bytea;
alter table signing_secret add constraint one_form check (num_nonnulls(secret, sealed) = 1);

alter table subscription add column signing text[] not null default '{v1}';
alter table subscription alter column signing drop default;

-- Key pairs that sign what everybody may verify.
create table signing_key (
    id             uuid        primary key,
    tenant         text        not null,
    public_key     bytea       not null,
    sealed_private bytea       not null,
    created_at     timestamptz not null,
    -- Until when it signs; null while it is the tenant's newest.
    signs_until    timestamptz
);

create unique index signing_key_newest on signing_key (tenant) where signs_until is null;
