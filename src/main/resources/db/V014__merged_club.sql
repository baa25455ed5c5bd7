-- V014__merged_club.sql
-- Why:    two clubs that are the same in life become one; the name of the former must lead to what it has become.
-- Locks:  table club, for a moment: one column comes.
-- Undo:   alter table club drop merged_into; what changed hands stays where it is.
-- Size:   nothing but for merged clubs.

alter table club add column merged_into bigint references club;
