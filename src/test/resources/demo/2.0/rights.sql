-- rights.sql: rows only; the gateway's role owns the tables.

GRANT SELECT, INSERT, UPDATE, DELETE
   ON person, aircraft, booking, flight, account, parameter, session
   TO openflyers_20;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO openflyers_20;
