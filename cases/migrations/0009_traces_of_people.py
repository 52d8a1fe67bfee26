"""A view over every table that holds what leads to a person, and the indexes by which it is searched."""

from django.db import migrations

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
    dependencies = [("cases", "0008_life_of_a_nominal")]

    operations = [migrations.RunSQL([*INDEXES, VIEW], ["DROP VIEW cases_trace", *NO_INDEXES])]
