-- 03-readers.sql
-- Why:   how a 1.3.1 value is read: entities in texts, zero dates, prices as somebody typed them.

-- "Ma&icirc;tre d&#039;&oelig;uvre &amp; Cie" → "Maître d'œuvre & Cie". Once, "&amp;" last: what was typed as an
-- entity stays one.
CREATE FUNCTION v131.plain(stored text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    it     text := stored;
    named  text;
    number text;
BEGIN
    IF strpos(stored, '&') = 0 THEN
        RETURN stored; -- most of them, and each costs forty replacements
    END IF;
    FOREACH named IN ARRAY ARRAY[
        'quot="', 'lt=<', 'gt=>', 'nbsp= ', 'laquo=«', 'raquo=»', 'deg=°', 'euro=€', 'rsquo=’', 'hellip=…',
        'agrave=à', 'acirc=â', 'auml=ä', 'ccedil=ç', 'egrave=è', 'eacute=é', 'ecirc=ê', 'euml=ë', 'icirc=î',
        'iuml=ï', 'ocirc=ô', 'ouml=ö', 'oelig=œ', 'ugrave=ù', 'ucirc=û', 'uuml=ü', 'Agrave=À', 'Acirc=Â',
        'Ccedil=Ç', 'Egrave=È', 'Eacute=É', 'Ecirc=Ê', 'Icirc=Î', 'Ocirc=Ô', 'OElig=Œ', 'Ucirc=Û']
    LOOP
        it := replace(it, '&' || split_part(named, '=', 1) || ';', substr(named, strpos(named, '=') + 1));
    END LOOP;
    FOR number IN SELECT DISTINCT hit[1] FROM regexp_matches(it, '&#0*([1-9][0-9]{0,6});', 'g') AS hit LOOP
        IF number::integer <= 1114111 AND number::integer NOT BETWEEN 55296 AND 57343 THEN
            it := regexp_replace(it, '&#0*' || number || ';', replace(chr(number::integer), '\', '\\'), 'g');
        END IF;
    END LOOP;
    RETURN replace(it, '&amp;', '&');
END
$$;

-- "0000-00-00", "" and days that no calendar has → null.
CREATE FUNCTION v131.day(stored text) RETURNS date LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE WHEN stored ~ '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$' THEN make_date(
        split_part(stored, '-', 1)::integer,
        split_part(stored, '-', 2)::integer,
        split_part(stored, '-', 3)::integer) END;
EXCEPTION WHEN datetime_field_overflow THEN
    RETURN NULL;
END
$$;

-- "132,50", "1 200.00 EUR", "95" → euro cents; anything else → null.
CREATE FUNCTION v131.cents(stored text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN price ~ '^[0-9]{1,6}(\.[0-9]{1,2})?$' THEN (price::numeric * 100)::integer END
      FROM replace(regexp_replace(stored, '(\s|€|EUR|&euro;)', '', 'gi'), ',', '.') AS price
$$;
