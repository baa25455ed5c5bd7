-- V010__acknowledgement.sql
-- Why:    "the gate of this space is closed on every node, and nothing is in flight" must be a fact before a database is
--         fenced.
-- Locks:  none on existing tables; creates one table.
-- Undo:   drop table acknowledgement.
-- Size:   one row a node and reserved space; both are few, and the row goes when the space is free again.

create table acknowledgement (
    node text not null references node on delete cascade,
    space text not null references space,
    -- Of the node: what an earlier run of it said proves nothing.
    incarnation uuid not null,
    -- Of the space, as this node's gate follows it.
    revision bigint not null,
    -- Whether that gate lets nobody in.
    closed boolean not null,
    in_flight bigint not null,
    held bigint not null,
    -- Requests let in since the node's start: no more since the last look is silence.
    admitted bigint not null,
    acknowledged_at timestamptz not null default clock_timestamp(),
    primary key (node, space)
) with (fillfactor = 50);
