-- V027__over.sql
-- Why:    operators may register a name that somebody has only wished for, and whoever follows that wish's link must be
--         told so; databases of spaces that have been closed for long must not stay for ever.
-- Locks:  space, for as long as its rows are read once; adds a column, and creates one table.
-- Undo:   drop table dropped_wish (such links are then said to have expired); alter table space drop column closed_at.
-- Size:   about 100 bytes a dropped wish, until its link would have expired; 8 bytes a closed space.

create table dropped_wish (
    -- SHA-256 of what is in the link.
    token bytea primary key,
    name text not null,
    expires_at timestamptz not null
);

-- Of one that is closed; what had been closed before counts from now on.
alter table space add column closed_at timestamptz;
update space
   set closed_at = clock_timestamp()
 where state = 'closed';
