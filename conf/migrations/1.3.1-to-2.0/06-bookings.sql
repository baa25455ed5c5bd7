-- 06-bookings.sql
-- Why:   1.3.1 has no foreign keys and no constraint against double bookings, so its book may hold what 2.0 refuses.
--        Nothing fails for that, and nothing vanishes in silence:
--        * member gone, or an end that is not after its start → not carried over;
--        * aircraft gone → an orphan booking, which 2.0 knows (aircraft_id null);
--        * instructor gone → carried over without one;
--        * two bookings of one aircraft at one time → the one made first keeps it, the other is an orphan.
--        Each of them is a note.

INSERT INTO conversion_note (topic, key, detail)
SELECT CASE WHEN member_num NOT IN (SELECT id FROM person) THEN 'booking-without-member' ELSE 'booking-without-time' END,
       id, format('%s to %s, member %s, aircraft %s', start_date, end_date, member_num, aircraft_num)
  FROM v131.booking
 WHERE member_num NOT IN (SELECT id FROM person) OR start_date >= end_date;

-- As 2.0 has them; "contested" is a booking that overlaps another one of its aircraft: the next one begins before it
-- ends, or it begins before one of those before it has ended.
CREATE TEMPORARY TABLE carried ON COMMIT DROP AS
SELECT it.*,
       it.aircraft_id IS NOT NULL
       AND (coalesce(lead(it.start_at) OVER timeline < it.end_at, false)
            OR coalesce(max(it.end_at) OVER earlier > it.start_at, false)) AS contested
  FROM (SELECT old.id, aircraft.id AS aircraft_id, old.member_num AS person_id, instructor.id AS instructor_id,
               CASE old.slot_type WHEN 1 THEN 'INSTRUCTION' WHEN 2 THEN 'GROUNDED' ELSE 'SOLO' END AS kind,
               old.start_date AT TIME ZONE 'UTC' AS start_at, old.end_date AT TIME ZONE 'UTC' AS end_at,
               v131.plain(old.comments) AS comment
          FROM v131.booking AS old
          LEFT JOIN aircraft              ON aircraft.id = old.aircraft_num
          LEFT JOIN person AS instructor  ON instructor.id = old.inst_num
         WHERE old.id NOT IN (SELECT key FROM conversion_note
                               WHERE topic IN ('booking-without-member', 'booking-without-time'))) AS it
WINDOW timeline AS (PARTITION BY it.aircraft_id ORDER BY it.start_at, it.end_at, it.id),
       earlier AS (timeline ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

-- Nobody listens to a database that nobody may open yet.
ALTER TABLE booking DISABLE TRIGGER tell_booking;

INSERT INTO booking
SELECT id, aircraft_id, person_id, instructor_id, kind, start_at, end_at, comment
  FROM carried
 WHERE NOT contested
 ORDER BY aircraft_id, start_at;

INSERT INTO conversion_note
SELECT 'booking-without-aircraft', id, format('%s to %s, aircraft %s', start_date, end_date, aircraft_num)
  FROM v131.booking
 WHERE id IN (SELECT id FROM carried WHERE aircraft_id IS NULL);

INSERT INTO conversion_note
SELECT 'booking-without-instructor', id, format('%s to %s, instructor %s', start_date, end_date, inst_num)
  FROM v131.booking
 WHERE inst_num <> 0 AND id IN (SELECT id FROM carried WHERE instructor_id IS NULL);

-- The contested ones row by row in the order they were made, so that the constraint itself says which one comes too
-- late. Doing so with all of them would take minutes where this takes seconds.
DO $$
DECLARE
    it carried;
BEGIN
    FOR it IN SELECT * FROM carried WHERE contested ORDER BY id LOOP
        BEGIN
            INSERT INTO booking
            VALUES (it.id, it.aircraft_id, it.person_id, it.instructor_id, it.kind, it.start_at, it.end_at, it.comment);
        EXCEPTION WHEN exclusion_violation THEN
            INSERT INTO booking
            VALUES (it.id, NULL, it.person_id, it.instructor_id, it.kind, it.start_at, it.end_at, it.comment);
            INSERT INTO conversion_note
            SELECT 'booking-overlap', it.id, format('%s to %s, aircraft %s', start_date, end_date, aircraft_num)
              FROM v131.booking
             WHERE id = it.id;
        END;
    END LOOP;
END
$$;

ALTER TABLE booking ENABLE TRIGGER tell_booking;

SELECT setval(pg_get_serial_sequence('booking', 'id'), coalesce(max(id), 0) + 1, false) FROM v131.booking;
