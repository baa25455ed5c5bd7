-- V033__trouble.sql
-- Why:    a migration that fails unexpectedly is tried again for ever, but less and less often, and operators hear of it.
-- Locks:  migration, for a moment: one column comes.
-- Undo:   alter table migration drop column troubles; everything is tried again each second.
-- Size:   4 bytes a migration.

-- Tries in a row that came to nothing, since its state last changed.
alter table migration add column troubles integer not null default 0;
