#!/bin/bash
# Run once by the database's image, on an empty volume: the two roles of the service, neither of them a superuser.
# mappa_owner owns the tables and migrates; mappa_app may use them and is given its rights by every migration.
set -euo pipefail
export SECRETS=${SECRETS:-/run/secrets}

psql --set ON_ERROR_STOP=1 --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set owner_password `cat "$SECRETS/database_owner_password"`
\set app_password `cat "$SECRETS/database_app_password"`
CREATE ROLE mappa_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE mappa_app LOGIN PASSWORD :'app_password';
ALTER DATABASE mappa OWNER TO mappa_owner;
ALTER SCHEMA public OWNER TO mappa_owner;
REVOKE ALL ON DATABASE mappa FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE mappa TO mappa_app;
GRANT USAGE ON SCHEMA public TO mappa_app;
SQL
