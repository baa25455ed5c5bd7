-- rights.sql: rows only; the gateway's role owns the tables. :"role" is the version's, as psql writes it.

GRANT SELECT, INSERT, UPDATE, DELETE
   ON person, aircraft, booking, flight, account, parameter, session
   TO :"role";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :"role";
