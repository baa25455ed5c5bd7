-- first-member.sql
-- Why:   whoever signs a club up is its first member, and manages it. May run twice.
-- Needs: what the gateway sets for this transaction: member.login, .password (as person.hash_password has it),
--        .first_name, .last_name, .email, .language and .club.

INSERT INTO parameter (code, value)
VALUES ('club_name', current_setting('member.club'))
    ON CONFLICT (code) DO UPDATE
   SET value = excluded.value;

WITH member AS (
       INSERT INTO person (login, hash_password, first_name, last_name, email, language, rights)
       VALUES (current_setting('member.login'), current_setting('member.password'),
               current_setting('member.first_name'), current_setting('member.last_name'),
               current_setting('member.email'), current_setting('member.language'),
               ARRAY['book_alone', 'book_instruction', 'freeze_aircrafts', 'set_pilots_file', 'set_club_parameters',
                     'set_aircrafts_file', 'book_all'])
           ON CONFLICT (login) DO NOTHING
    RETURNING id)
INSERT INTO account (person_id)
SELECT id
  FROM member;
