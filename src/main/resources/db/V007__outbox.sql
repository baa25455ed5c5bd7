-- V007__outbox.sql
-- Why:    a mail must be there exactly when its cause is: both are written in one transaction, and it is sent later.
-- Locks:  none on existing tables; creates one table and one index.
-- Undo:   drop table outbox; mails that still wait are lost with it.
-- Size:   about 20 KiB a mail until it is sent, then about 300 bytes, kept for ever.

create table outbox (
    id bigint primary key generated always as identity,
    -- Of its Message-ID: whoever gets one mail twice can tell.
    message uuid not null default gen_random_uuid(),
    -- What it tells of, such as "migration 12 requested". A step that runs twice writes one mail.
    cause text not null,
    recipient text not null,
    language text not null check (language in ('fr', 'en')),
    subject text not null,
    -- Null once it is sent: there may be a link in it that opens an account.
    plain text,
    html text,
    created_at timestamptz not null default clock_timestamp(),
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
    attempts integer not null default 0,
    -- Since when somebody tries: its creation, or when an operator gave it another chance.
    tried_since timestamptz not null default clock_timestamp(),
    -- Also what keeps a second node off while a first one sends it.
    next_attempt_at timestamptz not null default clock_timestamp(),
    sent_at timestamptz,
    last_error text,
    unique (cause, recipient),
    check (state = 'sent' or (plain is not null and html is not null))
);
create index outbox_open on outbox (state, next_attempt_at, id) where state <> 'sent';
