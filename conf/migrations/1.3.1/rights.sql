-- rights.sql: rows only; the gateway's role owns the tables. :"role" is the version's, as psql writes it.

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"role";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :"role";
