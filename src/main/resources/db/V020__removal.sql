-- V020__removal.sql
-- Why:    a club whose test space was removed is told when its databases are really gone, which is days later.
-- Locks:  none on existing tables; creates one table.
-- Undo:   drop table removal; clubs are then not told of the end of removals under way.
-- Size:   about 50 bytes a removed test space, until its club has been told.

create table removal (
    space text primary key references space,
    -- From when on its databases are dropped.
    dropped_at timestamptz not null
);
