-- 06-bookings.sql
-- Why:   1.3.1 has no foreign keys and no constraint against double bookings, so its book may hold what 2.0 refuses.
--        Nothing fails for that, and nothing vanishes in silence:
--        * member gone, or an end that is not after its start → not carried over;
--        * aircraft gone → an orphan booking, which 2.0 knows (aircraft_id null);
--        * two bookings of one aircraft at one time → the one made first keeps it, the other is an orphan.
--        Each of them is a note.

INSERT INTO conversion_note (topic, key, detail)
SELECT CASE WHEN member_num NOT IN (SELECT id FROM person) THEN 'booking-without-member' ELSE 'booking-without-time' END,
       id, format('%s to %s, member %s, aircraft %s', start_date, end_date, member_num, aircraft_num)
  FROM v131.booking
 WHERE member_num NOT IN (SELECT id FROM person) OR start_date >= end_date;

-- Row by row in the order they were made, so that the constraint itself says which one comes too late.
DO $$
DECLARE
    it    booking;
    topic text;
BEGIN
    FOR it IN
        SELECT old.id, aircraft.id, old.member_num, instructor.id,
               CASE old.slot_type WHEN 1 THEN 'INSTRUCTION' WHEN 2 THEN 'GROUNDED' ELSE 'SOLO' END,
               old.start_date AT TIME ZONE 'UTC', old.end_date AT TIME ZONE 'UTC', v131.plain(old.comments)
          FROM v131.booking AS old
          LEFT JOIN aircraft              ON aircraft.id = old.aircraft_num
          LEFT JOIN person AS instructor  ON instructor.id = old.inst_num
         WHERE old.id NOT IN (SELECT key FROM conversion_note
                               WHERE conversion_note.topic IN ('booking-without-member', 'booking-without-time'))
         ORDER BY old.id
    LOOP
        topic := CASE WHEN it.aircraft_id IS NULL THEN 'booking-without-aircraft' END;
        BEGIN
            INSERT INTO booking SELECT it.*;
        EXCEPTION WHEN exclusion_violation THEN
            topic := 'booking-overlap';
            INSERT INTO booking
            SELECT it.id, NULL, it.person_id, it.instructor_id, it.kind, it.start_at, it.end_at, it.comment;
        END;
        IF topic IS NOT NULL THEN
            INSERT INTO conversion_note
            SELECT topic, it.id, format('%s to %s, aircraft %s', start_date, end_date, aircraft_num)
              FROM v131.booking WHERE id = it.id;
        END IF;
    END LOOP;
END
$$;

SELECT setval(pg_get_serial_sequence('booking', 'id'), coalesce(max(id), 0) + 1, false) FROM v131.booking;
