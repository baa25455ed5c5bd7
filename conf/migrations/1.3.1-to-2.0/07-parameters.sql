-- 07-parameters.sql
-- Why:   2.0 keeps the one row of clubs among its parameters.

INSERT INTO parameter (code, value)
SELECT lower(code), v131.plain(value) FROM v131.parameter;

INSERT INTO parameter (code, value)
SELECT setting.code, setting.value
  FROM v131.clubs,
       LATERAL (VALUES ('club_name',  v131.plain(name)),
                       ('club_info',  v131.plain(info_cell)),
                       ('icao',       icao),
                       ('first_hour', first_hour_displayed::text),
                       ('last_hour',  last_hour_displayed::text),
                       ('slot_minutes', min_slot_range::text),
                       ('time_zone',  default_timezone)) AS setting (code, value)
ON CONFLICT (code) DO UPDATE SET value = EXCLUDED.value;
