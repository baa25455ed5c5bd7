-- V003__space.sql
-- Why:    clubs, their spaces, the databases behind them, and who moved which pointer when.
-- Locks:  none on existing tables; creates four tables and four indexes.
-- Undo:   drop table flip, space_database, space, club.
-- Size:   about 500 bytes a space with its databases; one row of about 200 bytes a flip, kept for ever.

create table club (
    id bigint primary key generated always as identity,
    name text not null
);
create index club_by_name on club (name);

create table space (
    -- The sub-domain. A closed space keeps its row: its name is never another club's.
    name text primary key,
    club bigint not null references club,
    club_email text not null,
    contact_name text not null,
    contact_email text not null,
    language text not null check (language in ('fr', 'en')),
    kind text not null check (kind in ('test', 'production')),
    mode text not null default 'open' check (mode in ('open', 'hold', 'refuse')),
    state text not null default 'active' check (state in ('active', 'closed')),
    -- The pointer. Changed by one statement of the gateway only. No foreign key: a closed space keeps the name of a
    -- version that may be removed; for active ones the locks of flip and removal exclude each other.
    version text not null,
    -- The latest first; their cookies and addresses may still arrive.
    former_versions text[] not null default '{}',
    revision bigint not null
);
create index space_by_version on space (version);
create index space_by_club on space (club);

create table space_database (
    name text primary key,
    space text not null references space,
    version text not null references version,
    role text not null check (role in ('live', 'candidate', 'fenced', 'quarantined'))
);
create unique index space_database_one_live on space_database (space, version) where role = 'live';
create index space_database_by_space on space_database (space);

create table flip (
    space text not null references space,
    revision bigint not null,
    flipped_at timestamptz not null default clock_timestamp(),
    flipped_by text not null,
    previous text not null,
    version text not null,
    reason text not null,
    primary key (space, revision)
);
