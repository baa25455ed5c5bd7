-- 04-people.sql
-- Why:   logins and passwords go on working: the MD5 is kept as a hash kind of its own, and 2.0 replaces it at the
--        first login. Rights are those of the profiles, bit by bit, and nothing more.

INSERT INTO person (id, login, hash_password, first_name, last_name, email, phone, language, rights,
                    instructor_sign, subscribed_until, member_number)
SELECT who.num,
       who.name,
       'md5:' || lower(who.password),
       v131.plain(who.first_name),
       v131.plain(who.last_name),
       nullif(trim(who.email), ''),
       coalesce(nullif(who.cell_phone, ''), nullif(who.home_phone, ''), nullif(who.work_phone, '')),
       CASE who.lang WHEN 'english' THEN 'en' ELSE 'fr' END,
       ARRAY(SELECT permit.name
               FROM (VALUES (1, 'book_anytime'), (2, 'book_alone'), (4, 'book_instruction'),
                            (8, 'freeze_aircrafts'), (16, 'freeze_instructors'), (32, 'book_unfree_inst'),
                            (64, 'set_pilots_file'), (128, 'set_own_qualifications'), (256, 'set_club_parameters'),
                            (512, 'set_aircrafts_file'), (1024, 'set_own_limitation'), (2048, 'book_all'),
                            (8388608, 'book_any_duration'), (16777216, 'no_auto_logout')) AS permit (bit, name)
              WHERE EXISTS (SELECT FROM v131.profiles
                             WHERE profiles.num & who.profile <> 0 AND profiles.permits & permit.bit <> 0)
              ORDER BY permit.bit),
       instructors.sign,
       v131.day(members.subscription),
       nullif(members.member_num, '')
  FROM v131.authentication AS who
  LEFT JOIN v131.members     ON members.num = who.num
  LEFT JOIN v131.instructors ON instructors.inst_num = who.num;

SELECT setval(pg_get_serial_sequence('person', 'id'), coalesce(max(id), 0) + 1, false) FROM person;

INSERT INTO account (person_id)
SELECT num FROM v131.members WHERE num IN (SELECT id FROM person);

INSERT INTO conversion_note (topic, key, detail)
SELECT 'person-without-email', id, login FROM person WHERE email IS NULL
UNION ALL
SELECT 'person-shares-email', id, login || ' ' || email
  FROM (SELECT id, login, email, count(*) OVER (PARTITION BY lower(email)) AS holders
          FROM person WHERE email IS NOT NULL)
 WHERE holders > 1
UNION ALL
SELECT 'subscription-without-date', num, subscription FROM v131.members WHERE v131.day(subscription) IS NULL
UNION ALL
SELECT 'member-without-person', num, member_num FROM v131.members WHERE num NOT IN (SELECT id FROM person);
