-- V030__link_and_address.sql
-- Why:    whoever follows the link of a sign-up again must be led to the space that came of it, not be told to start
--         again; and no invoice may be made out to a club whose postal address nobody knows, which must not be cut off
--         for that either.
-- Locks:  account, for as long as its rows are read once: one column and one index come. Creates one table.
-- Undo:   alter table account drop column sign_up_link (such links are then said to have expired); drop table
--         waiting_invoice once it is empty: what is in it would never be invoiced.
-- Size:   about 100 bytes an account that was signed up for; about 300 bytes an invoice that waits.

-- SHA-256 of what was in the link that made the account.
alter table account add column sign_up_link bytea;
create unique index account_by_sign_up_link on account (sign_up_link) where sign_up_link is not null;

update account a
   set sign_up_link = u.token
  from sign_up u
 where u.name = a.name and u.confirmed_at is not null;

-- What is to be invoiced, or given back, as soon as the club has said where its post goes; in this order.
create table waiting_invoice (
    id bigint primary key generated always as identity,
    club bigint not null references club,
    cause text not null unique,
    -- As on an invoice: text in both languages, and cents without VAT.
    lines jsonb not null,
    -- Causes of the invoices that a credit note would be about: the first of which there is one.
    corrects text[] not null,
    since timestamptz not null default clock_timestamp()
);
create index waiting_invoice_by_club on waiting_invoice (club, id);
