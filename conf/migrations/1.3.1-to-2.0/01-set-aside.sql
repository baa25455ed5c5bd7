-- 01-set-aside.sql
-- Why:   2.0 has tables of the same names (booking, parameter). The scripts run on a copy of the 1.3.1 database that
--        nobody else opens, as its owner; the old tables wait in a schema of their own until 08 drops them.
-- Undo:  drop the copy.

DO $$
BEGIN
    IF (SELECT count(*) FROM clubs) <> 1 THEN
        RAISE EXCEPTION 'a 1.3.1 database holds one club, this one %', (SELECT count(*) FROM clubs);
    END IF;
END
$$;

CREATE SCHEMA v131;

ALTER TABLE clubs          SET SCHEMA v131;
ALTER TABLE authentication SET SCHEMA v131;
ALTER TABLE members        SET SCHEMA v131;
ALTER TABLE instructors    SET SCHEMA v131;
ALTER TABLE profiles       SET SCHEMA v131;
ALTER TABLE aircrafts      SET SCHEMA v131;
ALTER TABLE booking        SET SCHEMA v131;
ALTER TABLE parameter      SET SCHEMA v131;
ALTER TABLE logs           SET SCHEMA v131;
ALTER TABLE ip_stopped     SET SCHEMA v131;
ALTER TABLE login_stopped  SET SCHEMA v131;

-- What a person must know of the conversion: one row for each thing that could not be carried over as it was.
CREATE TABLE conversion_note (
    topic  text    NOT NULL, -- such as 'booking-without-member'
    key    integer NOT NULL, -- of the 1.3.1 row
    detail text    NOT NULL,
    PRIMARY KEY (topic, key)
);
