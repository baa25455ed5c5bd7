-- V032__password_question.sql
-- Why:    who asks for a link to a new password is answered before anybody looks into it: a process that died in between
--         had promised a mail that never came.
-- Locks:  none on existing tables; creates one table and one index.
-- Undo:   drop table password_question; whoever waits for a link asks again.
-- Size:   about 150 bytes a question for the milliseconds that it takes, for an hour where it cannot be looked into.

create table password_question (
    id bigint primary key generated always as identity,
    -- As typed: neither need be anybody's.
    identifier text not null,
    email text not null,
    asked_at timestamptz not null default clock_timestamp(),
    -- Whoever looks into it has it to itself until then.
    look_at timestamptz not null default clock_timestamp()
);
create index password_question_by_look on password_question (look_at);
