"""The index of names and their words, and the triggers by which the database keeps it whoever writes a name and however.

The triggers work on whole statements: an import of 100,000 people by COPY runs each of them once.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
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

CODES = r"""
CREATE FUNCTION cases_name_codes(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce(daitch_mokotoff(word), '{}')
"""

# A family name of several words also counts as the one they make together.
SEARCH_ROW = r"""
CREATE FUNCTION cases_search_row(family text, given text, born date, OUT name text, OUT terms text[])
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
BEGIN
    family := cases_fold_name(family);
    name := btrim(cases_fold_name(given) || ' ' || family);
    terms := string_to_array(name, ' ') || CASE WHEN position(' ' IN family) > 0 THEN replace(family, ' ', '') END
             || to_char(born, 'YYYYMMDD');
    terms := array_remove(terms, NULL);
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
        INSERT INTO cases_searchname (nominal_id, date_of_birth, name, terms)
        SELECT n.id, n.date_of_birth, r.name, r.terms
          FROM new_rows n, cases_search_row(n.family_name, n.given_names, n.date_of_birth) r;
    ELSIF TG_OP = 'UPDATE' THEN
        UPDATE cases_searchname s SET date_of_birth = w.date_of_birth, name = r.name, terms = r.terms
          FROM new_rows n JOIN old_rows o USING (id) JOIN cases_written_name w ON w.nominal_id = n.id,
               cases_search_row(w.family_name, w.given_names, w.date_of_birth) r
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
        INSERT INTO cases_searchname (nominal_id, alias_id, date_of_birth, name, terms)
        SELECT w.nominal_id, w.alias_id, w.date_of_birth, r.name, r.terms
          FROM new_rows a JOIN cases_written_name w ON w.nominal_id = a.nominal_id AND w.alias_id = a.id,
               cases_search_row(w.family_name, w.given_names, w.date_of_birth) r;
    END IF;
    RETURN NULL;
END $$
"""

LEARN_WORDS = r"""
CREATE FUNCTION cases_learn_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO cases_searchword (word, codes)
    SELECT met.word, cases_name_codes(met.word)
      FROM (SELECT DISTINCT unnest(string_to_array(name, ' ') || terms) AS word FROM new_rows) met
     WHERE met.word ~ '^[^0-9]' AND NOT EXISTS (SELECT 1 FROM cases_searchword known WHERE known.word = met.word);
    RETURN NULL;
END $$
"""

ROWS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
TRIGGERED = [
    *(("cases_nominal", "cases_index_nominal_names", operation) for operation in ROWS),
    *(("cases_alias", "cases_index_aliases", operation) for operation in ROWS),
    ("cases_searchname", "cases_learn_words", "INSERT"),
    ("cases_searchname", "cases_learn_words", "UPDATE"),
]
TRIGGERS = [
    f"CREATE TRIGGER cases_search_{operation.lower()} AFTER {operation} ON {table} REFERENCING {ROWS[operation]} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    for table, function, operation in TRIGGERED
]

FILL = """
INSERT INTO cases_searchname (nominal_id, alias_id, date_of_birth, name, terms)
SELECT w.nominal_id, w.alias_id, w.date_of_birth, r.name, r.terms
  FROM cases_written_name w, cases_search_row(w.family_name, w.given_names, w.date_of_birth) r
"""

REMOVE = [
    *(f"DROP TRIGGER cases_search_{operation.lower()} ON {table}" for table, _function, operation in TRIGGERED),
    "DROP VIEW cases_written_name",
    "DROP FUNCTION cases_index_nominal_names, cases_index_aliases, cases_learn_words, cases_search_row,"
    " cases_name_codes, cases_fold_name",
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_statistics_of_grants")]

    operations = [
        migrations.CreateModel(
            name="SearchName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("terms", ArrayField(base_field=models.TextField(), size=None)),
                ("date_of_birth", models.DateField(null=True)),
                (
                    "alias",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=models.DO_NOTHING,
                        related_name="+",
                        to="cases.alias",
                    ),
                ),
                (
                    "nominal",
                    models.ForeignKey(
                        db_constraint=False, on_delete=models.DO_NOTHING, related_name="+", to="cases.nominal"
                    ),
                ),
            ],
            options={"indexes": [GinIndex(fastupdate=False, fields=["terms"], name="cases_search_terms")]},
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.TextField(db_index=True)),
                ("codes", ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                "indexes": [
                    GinIndex(fastupdate=False, fields=["codes"], name="cases_search_codes"),
                    GinIndex(
                        fastupdate=False, fields=["word"], name="cases_search_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ]
            },
        ),
        migrations.RunSQL(
            sql=[FOLD, CODES, SEARCH_ROW, WRITTEN_NAMES, INDEX_NAMES, INDEX_ALIASES, LEARN_WORDS, *TRIGGERS, FILL],
            reverse_sql=REMOVE,
        ),
    ]
