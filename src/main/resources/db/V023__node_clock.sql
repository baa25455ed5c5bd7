-- V023__node_clock.sql
-- Why:    a node whose clock is wrong ends holds too early, or decides too late: it must be seen before a gate is closed.
-- Locks:  the table node for a moment; a constant default rewrites nothing.
-- Undo:   alter table node drop column ahead_millis.
-- Size:   one row a gateway process.

-- By how much the node's clock is ahead of this one, the way of its message included; negative if behind.
alter table node add column ahead_millis bigint not null default 0;
