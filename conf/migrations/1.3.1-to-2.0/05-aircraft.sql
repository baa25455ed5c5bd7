-- 05-aircraft.sql
-- Why:   prices become numbers; one that cannot be read is left out and noted.

INSERT INTO aircraft (id, callsign, type, hour_price, seats, comment, position, bookable)
SELECT num, callsign, v131.plain(type), v131.cents(flight_hour_costs), seats_available, v131.plain(comments),
       order_num, non_bookable = 0
  FROM v131.aircrafts;

SELECT setval(pg_get_serial_sequence('aircraft', 'id'), coalesce(max(id), 0) + 1, false) FROM aircraft;

INSERT INTO conversion_note (topic, key, detail)
SELECT 'aircraft-without-price', num, callsign || ' "' || flight_hour_costs || '"'
  FROM v131.aircrafts
 WHERE v131.cents(flight_hour_costs) IS NULL;
