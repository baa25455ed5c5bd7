-- V002__version.sql
-- Why:    versions are data, added and removed while the gateway runs.
-- Locks:  none on existing tables; creates two tables and one index.
-- Undo:   drop table version_price, version.
-- Size:   a handful of rows of about 1 KiB.

create table version (
    name text primary key,
    channel text not null check (channel in ('stable', 'beta', 'alpha')),
    sign_up_default boolean not null,
    -- Who makes its databases: we ("postgresql") or nobody ("manual": it finds them itself).
    engine text not null check (engine in ('postgresql', 'manual')),
    template text,
    role text,
    upstreams jsonb not null,
    health jsonb not null,
    rules jsonb not null,
    revision bigint not null
);
create unique index version_one_default on version (sign_up_default) where sign_up_default;

create table version_price (
    version text not null references version on delete cascade,
    kind text not null check (kind in ('yearly', 'migration')),
    valid_from date not null,
    cents bigint not null check (cents >= 0),
    primary key (version, kind, valid_from)
);
