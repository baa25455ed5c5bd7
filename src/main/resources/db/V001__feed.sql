-- V001__feed.sql
-- Why:    every node must see every change once, in one order, also after it was away.
-- Locks:  none on existing tables; creates two tables and one index.
-- Undo:   drop table change, feed; only together with all later tables.
-- Size:   one row in feed; about 60 bytes a change, pruned by age.

-- One row. Its lock is held from the update to the commit, so that the order of commits is the order of revisions;
-- a sequence does not promise that.
create table feed (
    only_row boolean primary key default true check (only_row),
    -- Says which registry this is: a node that is pointed at another one notices.
    registry uuid not null default gen_random_uuid(),
    revision bigint not null default 0,
    -- Changes up to and including this revision may be gone from "change": whoever is further behind reloads.
    pruned_revision bigint not null default 0
);
insert into feed default values;

create table change (
    revision bigint primary key,
    kind text not null check (kind in ('version', 'space')),
    name text not null,
    changed_at timestamptz not null default clock_timestamp()
);
create index change_by_age on change (changed_at);
