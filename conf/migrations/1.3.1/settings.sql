-- settings.sql
-- Why:   what a club has set up on 1.3.1, beside what it has on another version.
-- Codes: the same thing has the same code in every version.
-- Texts: 1.3.1 keeps them as HTML. The letters of French are made plain; whatever else there is stays as it is kept.

  WITH RECURSIVE
       setting (code, label_fr, label_en, value) AS (
           SELECT s.code, s.label_fr, s.label_en, s.value
             FROM clubs,
                  LATERAL (VALUES
                      ('club_name',    'Nom du club',                  'Name of the club',           name),
                      ('club_info',    'Informations affichées',       'Information shown',          info_cell),
                      ('icao',         'Terrain (code OACI)',          'Airfield (ICAO code)',       icao),
                      ('first_hour',   'Première heure affichée',      'First hour shown',           first_hour_displayed::text),
                      ('last_hour',    'Dernière heure affichée',      'Last hour shown',            last_hour_displayed::text),
                      ('slot_minutes', 'Durée d’un créneau (minutes)', 'Length of a slot (minutes)', min_slot_range::text),
                      ('time_zone',    'Fuseau horaire',               'Time zone',                  default_timezone))
                      AS s (code, label_fr, label_en, value)
            UNION ALL
           SELECT lower(code), lower(code), lower(code), value
             FROM parameter
            UNION ALL
           SELECT 'aircraft ' || callsign, 'Avion ' || callsign, 'Aircraft ' || callsign,
                  concat_ws(', ', type, seats_available || CASE seats_available WHEN 1 THEN ' place' ELSE ' places' END,
                            CASE WHEN flight_hour_costs ~ '^[0-9., ]+$' THEN flight_hour_costs || ' €/h'
                                 ELSE nullif(flight_hour_costs, '') END,
                            CASE WHEN non_bookable <> 0 THEN 'non réservable' END)
             FROM aircrafts),
       entity (number, name, letter) AS (
           VALUES (1, '&eacute;', 'é'), (2, '&egrave;', 'è'), (3, '&ecirc;', 'ê'), (4, '&agrave;', 'à'),
                  (5, '&acirc;', 'â'), (6, '&ccedil;', 'ç'), (7, '&icirc;', 'î'), (8, '&ocirc;', 'ô'),
                  (9, '&ucirc;', 'û'), (10, '&ugrave;', 'ù'), (11, '&Eacute;', 'É'), (12, '&nbsp;', ' '),
                  (13, '&quot;', '"'), (14, '&#039;', ''''), (15, '&lt;', '<'), (16, '&gt;', '>'), (17, '&amp;', '&')),
       plain (code, number, value) AS (
           SELECT code, 0, value
             FROM setting
            UNION ALL
           SELECT plain.code, entity.number, replace(plain.value, entity.name, entity.letter)
             FROM plain
                  JOIN entity ON entity.number = plain.number + 1)
SELECT setting.code, setting.label_fr, setting.label_en, plain.value
  FROM setting
       JOIN plain ON plain.code = setting.code AND plain.number = (SELECT max(number) FROM entity)
 ORDER BY setting.code;
