-- V026__registered_club.sql
-- Why:    anybody may sign a club up under another one's name; what operators register must never come into such a club.
-- Locks:  table club, for as long as its rows are read once; adds a column.
-- Undo:   alter table club drop column registered.
-- Size:   one byte a club.

-- Whether operators registered it, or merged one into it that they had registered.
alter table club add column registered boolean not null default false;
update club c
   set registered = true
 where exists (select
                 from space s
                where s.club = c.id
                      and not exists (select
                                        from audit a
                                       where a.action = 'space.sign-up' and a.target = 'space/' || s.name));
