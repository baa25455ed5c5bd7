-- rights.sql: rows only; the gateway's role owns the tables.

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO openflyers_131;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO openflyers_131;
