-- V034__scratch.sql
-- Why:    an archive is tried in a database of its own; one whose process died there stayed for ever, in no list.
-- Locks:  none on existing tables; creates one table.
-- Undo:   drop table scratch; such databases (…__s<number>) are then to be found by their names.
-- Size:   about 80 bytes an archive under way.

create table scratch (
    name text primary key,
    -- From before it is there.
    made_at timestamptz not null
);
