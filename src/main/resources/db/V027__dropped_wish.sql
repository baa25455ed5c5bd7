-- V027__dropped_wish.sql
-- Why:    operators may register a name that somebody has only wished for; whoever follows that wish's link must be
--         told so.
-- Locks:  none on existing tables; creates one table.
-- Undo:   drop table dropped_wish; such links are then said to have expired.
-- Size:   about 100 bytes a dropped wish, until its link would have expired.

create table dropped_wish (
    -- SHA-256 of what is in the link.
    token bytea primary key,
    name text not null,
    expires_at timestamptz not null
);
