-- written.sql
-- Why:   what a club has written since its switch would be lost by a way back: whoever has to enter it again needs more
--        than numbers.
-- Reads: one row for each that can be named: its table, its key as the gateway writes keys, and what people know it by.
-- Cost:  read whole at the birth of each database, behind the closed gate, as rows that are deleted later have to be known
--        by something; and once more when somebody goes back.

SELECT 'public.booking' AS relation, jsonb_build_array(b.id)::text AS key,
       b.start_at, b.end_at, a.callsign AS aircraft, concat_ws(' ', p.first_name, p.last_name) AS member
  FROM booking AS b
       LEFT JOIN aircraft AS a ON a.id = b.aircraft_id
       LEFT JOIN person AS p ON p.id = b.person_id
 UNION ALL
SELECT 'public.flight', jsonb_build_array(f.id)::text,
       f.start_at, f.end_at, a.callsign, concat_ws(' ', p.first_name, p.last_name)
  FROM flight AS f
       LEFT JOIN aircraft AS a ON a.id = f.aircraft_id
       LEFT JOIN person AS p ON p.id = f.person_id
 UNION ALL
SELECT 'public.person', jsonb_build_array(id)::text, NULL, NULL, NULL, concat_ws(' ', first_name, last_name)
  FROM person
 UNION ALL
SELECT 'public.account', jsonb_build_array(p.id)::text, NULL, NULL, NULL, concat_ws(' ', p.first_name, p.last_name)
  FROM person AS p
 UNION ALL
SELECT 'public.aircraft', jsonb_build_array(id)::text, NULL, NULL, callsign, NULL
  FROM aircraft
