-- V006__closure.sql
-- Why:    a space's gate is closed by somebody, for a reason, and always until some time; and a migration needs a space
--         that nobody else moves meanwhile.
-- Locks:  table space, for a moment: one column goes, one comes.
-- Undo:   drop table closure; alter table space add mode text not null default 'open'; alter table space drop reserved_by.
-- Size:   one row of about 300 bytes a closed space.

create table closure (
    space text primary key references space,
    mode text not null check (mode in ('hold', 'refuse')),
    until timestamptz not null,
    -- An operator's opens by itself when its time is over, a migration's stays until something has been decided.
    ending text not null check (ending in ('opens', 'stays')),
    -- What members are told.
    french text not null,
    english text not null,
    -- For operators.
    reason text not null,
    closed_by text not null,
    closed_at timestamptz not null default clock_timestamp()
);

alter table space drop column mode;
-- Who alone may move the pointer, close or open the gate, or change the databases: `migration 12`.
alter table space add column reserved_by text;
create index space_reserved on space (name) where reserved_by is not null;
