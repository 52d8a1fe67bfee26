"""The index of names, and the triggers by which the database keeps it whoever writes a name and however.

The triggers work on whole statements: an import of 100,000 people by COPY runs each of them once.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# `unaccent` is only stable, because its dictionary could be replaced; this project never does, so that the wrapper may
# be called immutable. The collation is named so that every installation folds alike.
FOLD = r"""
CREATE FUNCTION cases_fold_name(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(regexp_replace(regexp_replace(
    lower(unaccent('unaccent'::regdictionary, written) COLLATE pg_c_utf8),
    '[''’‘`´ʼʹ]', '', 'g'),
    '[^[:alpha:]]+', ' ', 'g'),
    '\m(mc|mac) ?(?=[[:alpha:]])', 'mac', 'g'))
"""

# Of several words also the one they make together: Mary Ann is found as Maryann.
CODES = r"""
CREATE FUNCTION cases_name_codes(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT DISTINCT code
      FROM unnest(string_to_array(folded, ' ') || replace(folded, ' ', '')) word, unnest(daitch_mokotoff(word)) code
     ORDER BY code
)
"""

SEARCH_ROW = r"""
CREATE FUNCTION cases_search_row(family text, given text, OUT name text, OUT codes text[])
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
BEGIN
    family := cases_fold_name(family);
    given := cases_fold_name(given);
    name := btrim(given || ' ' || family);
    codes := ARRAY(SELECT DISTINCT unnest(cases_name_codes(family) || cases_name_codes(given)) ORDER BY 1);
END $$
"""

# An alias is often half a name, a nickname or a former family name: the main name gives the other half.
WRITTEN_NAMES = r"""
CREATE VIEW cases_written_name AS
SELECT n.id AS nominal_id, NULL::uuid AS alias_id, n.date_of_birth, n.family_name, n.given_names FROM cases_nominal n
 UNION ALL
SELECT n.id, a.id, n.date_of_birth, coalesce(nullif(a.family_name, ''), n.family_name),
       coalesce(nullif(a.given_names, ''), n.given_names)
  FROM cases_nominal n JOIN cases_alias a ON a.nominal_id = n.id
"""

INDEX_NAMES = r"""
CREATE FUNCTION cases_index_nominal_names() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO cases_searchname (nominal_id, date_of_birth, name, codes)
        SELECT n.id, n.date_of_birth, r.name, r.codes
          FROM new_rows n, cases_search_row(n.family_name, n.given_names) r;
    ELSIF TG_OP = 'UPDATE' THEN
        UPDATE cases_searchname s SET date_of_birth = w.date_of_birth, name = r.name, codes = r.codes
          FROM new_rows n JOIN old_rows o USING (id) JOIN cases_written_name w ON w.nominal_id = n.id,
               cases_search_row(w.family_name, w.given_names) r
         WHERE (n.family_name, n.given_names, n.date_of_birth)
               IS DISTINCT FROM (o.family_name, o.given_names, o.date_of_birth)
           AND s.nominal_id = w.nominal_id AND s.alias_id IS NOT DISTINCT FROM w.alias_id;
    ELSE
        DELETE FROM cases_searchname s USING old_rows o WHERE s.nominal_id = o.id;
    END IF;
    RETURN NULL;
END $$
"""

INDEX_ALIASES = r"""
CREATE FUNCTION cases_index_aliases() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM cases_searchname s USING old_rows o WHERE s.nominal_id = o.nominal_id AND s.alias_id = o.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO cases_searchname (nominal_id, alias_id, date_of_birth, name, codes)
        SELECT w.nominal_id, w.alias_id, w.date_of_birth, r.name, r.codes
          FROM new_rows a JOIN cases_written_name w ON w.nominal_id = a.nominal_id AND w.alias_id = a.id,
               cases_search_row(w.family_name, w.given_names) r;
    END IF;
    RETURN NULL;
END $$
"""

TRIGGERS = [
    f"CREATE TRIGGER cases_search_{operation.lower()} AFTER {operation} ON {table} REFERENCING {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    for table, function in (("cases_nominal", "cases_index_nominal_names"), ("cases_alias", "cases_index_aliases"))
    for operation, rows in (
        ("INSERT", "NEW TABLE AS new_rows"),
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
    )
]

FILL = """
INSERT INTO cases_searchname (nominal_id, alias_id, date_of_birth, name, codes)
SELECT w.nominal_id, w.alias_id, w.date_of_birth, r.name, r.codes
  FROM cases_written_name w, cases_search_row(w.family_name, w.given_names) r
"""

REMOVE = [
    f"DROP TRIGGER cases_search_{operation} ON {table}"
    for table in ("cases_nominal", "cases_alias")
    for operation in ("insert", "update", "delete")
] + [
    "DROP VIEW cases_written_name",
    "DROP FUNCTION cases_index_nominal_names, cases_index_aliases, cases_search_row, cases_name_codes, cases_fold_name",
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_statistics_of_grants")]

    operations = [
        migrations.CreateModel(
            name="SearchName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("codes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("date_of_birth", models.DateField(db_index=True, null=True)),
                (
                    "alias",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.alias",
                    ),
                ),
                (
                    "nominal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.nominal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["codes"], name="cases_search_codes"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name"], name="cases_search_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ]
            },
        ),
        migrations.RunSQL(
            sql=[FOLD, CODES, SEARCH_ROW, WRITTEN_NAMES, INDEX_NAMES, INDEX_ALIASES, *TRIGGERS, FILL],
            reverse_sql=REMOVE,
        ),
    ]
