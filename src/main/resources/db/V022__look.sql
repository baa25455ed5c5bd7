-- V022__look.sql
-- Why:    those that are over are looked at once, too, for the copies they have left; the index left them out, and the
--         look for work, four times a second on each node, read every migration there ever was.
-- Locks:  migration, for as long as an index of some thousand rows takes.
-- Undo:   drop index migration_by_next_look; create index migration_by_look as in V008.
-- Size:   about 40 bytes a migration.

drop index migration_by_look;
create index migration_by_next_look on migration (look_at);
