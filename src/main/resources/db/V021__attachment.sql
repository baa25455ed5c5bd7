-- V021__attachment.sql
-- Why:    invoices go with the mail that announces them, as a file that is made again whenever the mail is tried.
-- Locks:  outbox, for an instant; adds a column that is null.
-- Undo:   alter table outbox drop column attachment; invoices that still wait are then mailed without their file.
-- Size:   nothing but a name for each mail that has a file.

-- What the file is of, such as "2026-0001": its bytes are never stored, only what they are made from.
alter table outbox add column attachment text;
