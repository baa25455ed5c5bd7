-- 08-clean-up.sql
-- Why:   the untouched original is kept, fenced, by whoever runs these scripts; the copy holds 2.0 alone.

DROP SCHEMA v131 CASCADE;
