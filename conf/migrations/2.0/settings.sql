-- settings.sql
-- Why:   a club copies the settings of its old test space to its new 2.0 by hand: this shows both side by side.
-- Codes: the same thing has the same code in every version, so that spaces of two versions can be compared too.

SELECT p.code,
       coalesce(known.fr, p.code) AS label_fr,
       coalesce(known.en, p.code) AS label_en,
       p.value
  FROM parameter AS p
       LEFT JOIN (VALUES ('club_name',    'Nom du club',                   'Name of the club'),
                         ('club_info',    'Informations affichées',        'Information shown'),
                         ('icao',         'Terrain (code OACI)',           'Airfield (ICAO code)'),
                         ('first_hour',   'Première heure affichée',       'First hour shown'),
                         ('last_hour',    'Dernière heure affichée',       'Last hour shown'),
                         ('slot_minutes', 'Durée d’un créneau (minutes)',  'Length of a slot (minutes)'),
                         ('time_zone',    'Fuseau horaire',                'Time zone')) AS known (code, fr, en)
              ON known.code = p.code
 UNION ALL
SELECT 'aircraft ' || callsign,
       'Avion ' || callsign,
       'Aircraft ' || callsign,
       concat_ws(', ', type, seats || CASE seats WHEN 1 THEN ' place' ELSE ' places' END,
                 CASE WHEN hour_price IS NOT NULL
                      THEN replace(to_char(hour_price / 100.0, 'FM999990.00'), '.', ',') || ' €/h' END,
                 CASE WHEN NOT bookable THEN 'non réservable' END)
  FROM aircraft
 ORDER BY 1;
