-- template.sql: what a new club finds: opening hours, and two aircraft to try bookings with until it enters its own.

INSERT INTO parameter (code, value)
VALUES ('club_name', 'OpenFlyers'), ('club_info', ''), ('icao', ''), ('first_hour', '7'), ('last_hour', '21'),
       ('slot_minutes', '30'), ('time_zone', 'Europe/Paris');

INSERT INTO aircraft (callsign, type, hour_price, seats, position, comment)
VALUES ('F-AAAA', 'DR400-120', 14500, 4, 1, 'Exemple à remplacer'),
       ('F-BBBB', 'C172', 15800, 4, 2, 'Exemple à remplacer');
