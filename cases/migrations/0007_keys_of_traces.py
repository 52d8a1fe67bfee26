"""How the database writes what leads to a person: a key of letters and digits, and words without signs."""

from django.db import migrations

KEY = r"""
CREATE FUNCTION cases_trace_key(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(lower(written COLLATE pg_c_utf8), '[^[:alnum:]@]+', '', 'g'),
                      '^(0044|44)(?=[1-9][0-9]{8,9}$)', '0')
"""
WORDS = r"""
CREATE FUNCTION cases_trace_words(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(lower(unaccent('unaccent'::regdictionary, written) COLLATE pg_c_utf8),
                            '[^[:alnum:]]+', ' ', 'g'))
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_indexes_of_figures")]

    operations = [
        migrations.RunSQL([KEY, WORDS], ["DROP FUNCTION cases_trace_words", "DROP FUNCTION cases_trace_key"]),
    ]
