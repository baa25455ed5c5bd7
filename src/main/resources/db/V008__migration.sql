-- V008__migration.sql
-- Why:    a migration survives the process that drives it, and every step of it can be proved later.
-- Locks:  table club, for a moment: one column comes.
-- Undo:   drop table migration_step, migration; drop sequence migration_attempt; alter table club drop free_migration.
-- Size:   one row of a few KiB a migration and about twenty of 1 KiB of its steps; kept for ever.

create table migration (
    id bigint primary key generated always as identity,
    space text not null references space,
    club bigint not null references club,
    from_version text not null references version,
    to_version text not null references version,
    engine text not null check (engine in ('postgresql', 'manual')),

    state text not null,
    purpose text not null check (purpose in ('rehearsal', 'cutover', 'reverse')),
    -- Of this try, and of no other of any space: it is part of the names of databases.
    attempt bigint not null,
    -- Of the row: every change of state expects the one before.
    revision bigint not null default 0,

    source text not null check (source in ('client-area', 'mail', 'forum', 'telephone')),
    reference text not null,
    requested_by text not null,
    requested_at timestamptz not null default clock_timestamp(),
    due_at timestamptz not null,
    window_from timestamptz,
    window_to timestamptz,
    accepted_cents bigint,
    -- What the steps have found out and the following ones need.
    facts jsonb not null default '{}',

    -- When the hold must have been decided.
    deadline timestamptz,
    switched_at timestamptz,
    -- Which run of a node is at it, and until when nobody else looks unless the deadline is over.
    claimed_by uuid,
    claimed_until timestamptz not null default '-infinity',
    -- When there is something to look at again.
    look_at timestamptz not null default clock_timestamp()
);
create unique index migration_one_of_space on migration (space)
    where state not in ('ACCEPTED', 'ARCHIVED', 'REVERSED', 'REFUSED', 'WITHDRAWN');
create index migration_by_due on migration (due_at, id);
create index migration_by_look on migration (look_at)
    where state not in ('ARCHIVED', 'REVERSED', 'REFUSED', 'WITHDRAWN');

create sequence migration_attempt;

-- Evidence, only ever added to. Each line holds the hash of the one before: none can be changed or taken out unseen.
create table migration_step (
    migration bigint not null references migration,
    seq bigint not null,
    attempt bigint not null,
    state text not null,
    event text not null,
    next_state text not null,
    by text not null,
    began_at timestamptz not null,
    ended_at timestamptz not null,
    evidence text not null,
    previous_hash text not null,
    hash text not null,
    primary key (migration, seq)
);

-- The migration that uses, or has used, the one that is free for each club.
alter table club add column free_migration bigint references migration;
