-- V004__audit.sql
-- Why:    every act of an operator can be named later.
-- Locks:  none on existing tables; creates one table.
-- Undo:   drop table audit.
-- Size:   about 300 bytes an act, kept for ever.

create table audit (
    id bigint primary key generated always as identity,
    acted_at timestamptz not null default clock_timestamp(),
    actor text not null,
    action text not null,
    target text not null,
    detail jsonb not null
);
