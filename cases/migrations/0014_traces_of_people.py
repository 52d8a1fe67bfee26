"""What leads to a person, as search reads it: a key of letters and digits, and a view over every table that holds one."""

from django.db import migrations, models

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
VIEW = """
CREATE VIEW cases_trace AS
SELECT 'particular ' || id AS id, nominal_id, kind, value_key::text AS key, NULL::text AS words FROM cases_particular
 UNION ALL
SELECT 'issuer ' || id, nominal_id, kind, NULL, cases_trace_words(issuer) FROM cases_particular WHERE issuer <> ''
 UNION ALL
SELECT 'employment ' || id, nominal_id, kind, NULL, cases_trace_words(value) FROM cases_particular
 WHERE kind = 'employment'
 UNION ALL
SELECT 'postcode ' || id, nominal_id, 'address', cases_trace_key(postcode), NULL FROM cases_address WHERE postcode <> ''
 UNION ALL
SELECT 'address ' || id, nominal_id, 'address', NULL, cases_trace_words(lines) FROM cases_address
 UNION ALL
SELECT 'associate ' || id, nominal_id, 'associate', NULL, cases_trace_words(name) FROM cases_association
 WHERE name <> ''
 UNION ALL
SELECT 'child ' || id, nominal_id, 'child', NULL, cases_trace_words(name) FROM cases_householdchild
"""
_WORDS_OF = {
    "issuer": ("cases_particular", "issuer", "issuer <> ''"),
    "work": ("cases_particular", "value", "kind = 'employment'"),
    "lines": ("cases_address", "lines", ""),
    "associate": ("cases_association", "name", "name <> ''"),
    "child": ("cases_householdchild", "name", ""),
}
INDEXES = [
    "CREATE INDEX cases_address_by_postcode ON cases_address (cases_trace_key(postcode)) WHERE postcode <> ''",
    *(
        f"CREATE INDEX cases_words_of_{name} ON {table} USING gin (cases_trace_words({column}) gin_trgm_ops)"
        + (f" WHERE {condition}" if condition else "")
        for name, (table, column, condition) in _WORDS_OF.items()
    ),
]
NO_INDEXES = [
    "DROP INDEX cases_address_by_postcode",
    *(f"DROP INDEX cases_words_of_{name}" for name in _WORDS_OF),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_life_of_a_nominal")]

    operations = [
        migrations.RunSQL([KEY, WORDS], ["DROP FUNCTION cases_trace_words", "DROP FUNCTION cases_trace_key"]),
        migrations.RemoveIndex("particular", "cases_particular_by_value"),
        migrations.RemoveField("particular", "value_key"),
        migrations.RemoveField("particularhistory", "value_key"),
        migrations.AddField(
            "particular",
            "value_key",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("value"), function="cases_trace_key"),
                output_field=models.CharField(max_length=200),
            ),
        ),
        migrations.AddIndex("particular", models.Index(fields=["value_key"], name="cases_particular_by_value")),
        migrations.AddField(
            "householdchild",
            "not_referred_because",
            models.CharField(blank=True, max_length=400, verbose_name="not referred, because"),
        ),
        migrations.AddField(
            "householdchildhistory",
            "not_referred_because",
            models.CharField(blank=True, max_length=400, verbose_name="not referred, because"),
        ),
        migrations.AlterModelOptions(
            "householdchild",
            {"ordering": ["name"], "verbose_name": "child in a household", "verbose_name_plural": "household children"},
        ),
        migrations.RunSQL([*INDEXES, VIEW], ["DROP VIEW cases_trace", *NO_INDEXES]),
        migrations.CreateModel(
            name="Trace",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("key", models.TextField(null=True)),
                ("words", models.TextField(null=True)),
            ],
            options={"db_table": "cases_trace", "managed": False},
        ),
    ]
