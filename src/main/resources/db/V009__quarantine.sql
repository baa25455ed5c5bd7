-- V009__quarantine.sql
-- Why:    a database is dropped only after it has been set aside for days, and most only once they are archived.
-- Locks:  none on existing tables; creates two tables and two indexes.
-- Undo:   drop table quarantine, archive; rename what is in quarantine back first.
-- Size:   about 200 bytes a database set aside, until it is dropped; about 300 bytes an archive, kept for ever.

create table quarantine (
    -- Sets two databases apart that once had the same name.
    number bigint primary key generated always as identity,
    -- The database as it is called now.
    name text not null unique,
    former_name text not null,
    sort text not null check (sort in ('closed_space', 'test_space', 'archived_original', 'disposable', 'scratch')),
    -- What the undo restores: whether it took connections, and its row in space_database.
    took_connections boolean not null,
    former_role text,
    set_aside_at timestamptz not null,
    due_at timestamptz not null
);
create index quarantine_by_due on quarantine (due_at);

-- Files that have been restored and counted; one that has not been is no archive and has no row.
create table archive (
    id bigint primary key generated always as identity,
    database text not null,
    version text not null,
    file text not null,
    sha256 text not null,
    rows bigint not null,
    made_at timestamptz not null
);
create index archive_by_database on archive (database, made_at);
