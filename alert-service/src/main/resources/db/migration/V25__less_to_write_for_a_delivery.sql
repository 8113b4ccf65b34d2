-- The oldest pending delivery is found by the lanes, whose first it is.
drop index delivery_undelivered;
-- A delivery goes with its alert, and an alert with its subscription: one way of two is enough, and is looked up once.
alter table delivery drop constraint delivery_subscription_id_fkey;
