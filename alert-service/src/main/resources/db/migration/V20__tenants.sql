-- Whose a subscription is. What was there before tenants belongs to the one that stands for callers without a token on a
-- machine of their own.
alter table subscription add column tenant text not null default 'local' check (tenant <> '');
alter table subscription alter column tenant drop default;

drop index subscription_by_age;
create index subscription_by_age on subscription (tenant, created_at, id);
