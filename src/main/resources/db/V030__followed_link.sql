-- V030__followed_link.sql
-- Why:    whoever follows the link of a sign-up again must be led to the space that came of it, not be told to start
--         again.
-- Locks:  account, for as long as its rows are read once: one column and one index come.
-- Undo:   alter table account drop column sign_up_link; such links are then said to have expired.
-- Size:   about 100 bytes an account that was signed up for.

-- SHA-256 of what was in the link that made the account.
alter table account add column sign_up_link bytea;
create unique index account_by_sign_up_link on account (sign_up_link) where sign_up_link is not null;

update account a
   set sign_up_link = u.token
  from sign_up u
 where u.name = a.name and u.confirmed_at is not null;
