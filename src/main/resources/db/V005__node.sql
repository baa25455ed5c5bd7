-- V005__node.sql
-- Why:    "all nodes have applied revision r" must be a fact, not a guess.
-- Locks:  none on existing tables; creates one table.
-- Undo:   drop table node.
-- Size:   one row a gateway process, updated each second; few enough to be vacuumed unnoticed.

create table node (
    name text primary key,
    -- One run of the process; the row belongs to the run that registered last.
    incarnation uuid not null,
    build text not null,
    started_at timestamptz not null default clock_timestamp(),
    heard_at timestamptz not null default clock_timestamp(),
    applied_revision bigint not null
) with (fillfactor = 50);
