-- V012__billing.sql
-- Why:    production spaces have a subscription, and clubs get invoices, which the law wants numbered without gaps.
-- Locks:  none on existing tables; creates nine tables, one function and two triggers.
-- Undo:   drop table set_up_package, payment, invoice_reminder, invoice_line, invoice, invoice_counter,
--         subscription_price, subscription, billing_address; drop function refuse_change.
-- Size:   about 2 KiB a club and year; kept for ever.

-- What invoices are made out to besides the club's name.
create table billing_address (
    club bigint primary key references club,
    address text not null
);

-- One for each space that has gone into production. It runs for as long as the space is an active production space.
create table subscription (
    space text primary key references space,
    -- Accepted terms of a club, or an operator's word that the space is in production.
    origin text not null check (origin in ('club', 'operator')),
    started_at timestamptz not null,
    -- The last calendar year that is invoiced.
    billed_year integer not null
);

-- What a year of the subscription costs from a day on, without VAT. The latest line holds.
create table subscription_price (
    id bigint primary key generated always as identity,
    space text not null references subscription,
    valid_from date not null,
    version text not null,
    cents bigint not null check (cents >= 0)
);
create index subscription_price_by_space on subscription_price (space, id);

-- Locked from the number to the commit: what is rolled back takes no number, and days follow the numbers.
create table invoice_counter (
    year integer primary key,
    last integer not null,
    issued_on date not null
);

create table invoice (
    -- Such as 2026-0001.
    number text primary key,
    club bigint not null references club,
    -- What there is one invoice for, however often it is asked for.
    cause text not null unique,
    issued_on date not null,
    due_on date not null,
    -- As they were on that day.
    seller jsonb not null,
    buyer text not null,
    net_cents bigint not null,
    vat_percent integer not null,
    vat_cents bigint not null,
    -- Below zero it is a credit note.
    total_cents bigint not null
);
create index invoice_by_club on invoice (club);

create table invoice_line (
    invoice text not null references invoice,
    seq integer not null,
    french text not null,
    english text not null,
    cents bigint not null,
    primary key (invoice, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    -- Clubs may be merged; nothing else of an invoice ever changes.
    if tg_op = 'UPDATE' and to_jsonb(new) - 'club' = to_jsonb(old) - 'club' then
        return new;
    end if;
    raise exception 'invoices do not change';
end
$$;
create trigger invoice_unchanged before update or delete on invoice
    for each row execute function refuse_change();
create trigger invoice_line_unchanged before update or delete on invoice_line
    for each row execute function refuse_change();

create table payment (
    id bigint primary key generated always as identity,
    invoice text not null references invoice,
    cents bigint not null check (cents > 0),
    method text not null check (method in ('transfer', 'cheque', 'credit')),
    received_on date not null,
    -- Of the transfer or the cheque (the same one is not recorded twice), or the number of a credit note.
    reference text not null,
    recorded_by text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    unique (invoice, method, reference)
);
create index payment_by_credit on payment (reference) where method = 'credit';

-- Reminders that were mailed: the first when the invoice was overdue, further ones a month apart.
create table invoice_reminder (
    invoice text not null references invoice,
    stage integer not null,
    primary key (invoice, stage)
);

create table set_up_package (
    id bigint primary key generated always as identity,
    club bigint not null references club,
    wishes text not null,
    state text not null check (state in ('ordered', 'quoted', 'accepted', 'done', 'declined')),
    ordered_by text not null,
    ordered_at timestamptz not null,
    -- Without VAT.
    cents bigint check (cents > 0),
    changed_at timestamptz not null,
    invoice text references invoice
);
create unique index set_up_package_one_ordered on set_up_package (club) where state in ('ordered', 'quoted');
