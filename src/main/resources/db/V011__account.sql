-- V011__account.sql
-- Why:    clubs sign up, log in and keep their record themselves.
-- Locks:  none on existing tables; creates five tables and four indexes.
-- Undo:   drop table attempt, account_token, session, sign_up, account.
-- Size:   about 300 bytes an account and 150 a session; the other rows go by themselves within days.

-- Its identifier is the name of the space it was made with, for ever. Its club and its record (addresses, contact,
-- language) are those of the space, or of the sign-up as long as there is no space yet.
create table account (
    name text primary key,
    -- Argon2id with its parameters; null until somebody who was invited has chosen one.
    password text,
    -- Wrong passwords since the last right one (NIST SP 800-63B §3.2.2: a hundred are enough).
    failures integer not null default 0,
    created_at timestamptz not null default clock_timestamp(),
    password_changed_at timestamptz not null default clock_timestamp(),
    -- Nobody logs in any more.
    closed_at timestamptz
);

-- Clubs that operators have registered so far: none has chosen a password yet.
insert into account (name)
select name
  from space;

-- A name that somebody wants: kept for two days until the mailed link is followed, then until the space is there.
create table sign_up (
    name text primary key,
    club text not null,
    -- The club whose account asked, or that the confirmed address belongs to.
    joins bigint references club,
    club_email text not null,
    contact_name text not null,
    contact_email text not null,
    language text not null check (language in ('fr', 'en')),
    version text not null,
    password text not null,
    -- Of the first member, as the version's databases keep it.
    member_password text not null,
    -- Part of the name that its database has until it is whole: one that was made halfway is nobody's live database.
    attempt bigint not null default nextval('migration_attempt'),
    -- SHA-256 of what is in the link.
    token bytea not null,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    confirmed_at timestamptz,
    -- Who makes the space is left alone until then.
    look_at timestamptz not null default clock_timestamp(),
    attempts integer not null default 0,
    -- Why there is no space yet, for operators.
    trouble text
);
create unique index sign_up_by_token on sign_up (token);
create index sign_up_by_look on sign_up (look_at) where confirmed_at is not null;

create table session (
    -- SHA-256 of the cookie.
    hash bytea primary key,
    account text not null references account,
    opened_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    agent text not null,
    address text not null
);
create index session_by_account on session (account);

-- Mailed links of accounts; each opens once.
create table account_token (
    hash bytea primary key,
    account text not null references account,
    purpose text not null check (purpose in ('password', 'invitation', 'email')),
    -- For an address: which one, and what it becomes.
    detail jsonb not null,
    expires_at timestamptz not null
);
create index account_token_by_account on account_token (account, purpose);

-- How often somebody may try something: the moment from which the allowance is whole again (GCRA).
create table attempt (
    key text primary key,
    whole_at timestamptz not null
);
