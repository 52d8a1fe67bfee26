"""The containers of production, as far as they can be held to their promises without an engine."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.mappa.commands import ROOT, run

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "beat"]
BROUGHT = {"tls_certificate", "tls_key"}


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deployment")
    subprocess.run([ROOT / "deploy" / "make-secrets", folder], check=True, capture_output=True)
    return folder / "secrets"


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_more_rights_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert name == "migrate" or "healthcheck" in service


def test_the_service_runs_as_an_account_of_its_own() -> None:
    assert re.findall(r"^USER (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE) == ["10001:10001"]
    assert all("user" not in SERVICES[name] for name in OURS)


def test_nothing_starts_before_the_database_is_migrated() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert SERVICES["migrate"]["restart"] == "no"


def test_only_migrate_may_read_the_owners_password() -> None:
    assert [name for name in OURS if "database_owner_url" in SERVICES[name]["secrets"]] == ["migrate"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["data"] == {"internal": True}
    assert all("data" in SERVICES[name]["networks"] for name in ("db", "cache"))


def test_every_secret_is_made_or_brought(secrets: Path) -> None:
    declared = set(COMPOSE["secrets"])
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", [])}
    assert declared == used == {path.name for path in secrets.iterdir()} | BROUGHT


def test_secrets_are_never_made_twice(secrets: Path) -> None:
    before = {path: path.read_text() for path in secrets.iterdir()}
    subprocess.run([ROOT / "deploy" / "make-secrets", secrets.parent], check=True)
    assert {path: path.read_text() for path in secrets.iterdir()} == before
    assert secrets.stat().st_mode & 0o777 == 0o700


def test_the_secrets_are_a_production_that_starts(secrets: Path, tmp_path: Path) -> None:
    environ = {f"{name.upper()}_FILE": str(secrets / name) for name in SERVICES["migrate"]["secrets"]}
    environ |= {"MAPPA_MODE": "production", "ALLOWED_HOSTS": "mappa.example"}
    done = run(tmp_path, "python", "-c", "import mappa.settings", **environ)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_database_gets_an_owner_and_an_application_of_few_rights(secrets: Path, home: Path) -> None:
    script = """
    set -e
    export PGHOST=${DATABASE_OWNER_URL##*host=} POSTGRES_USER=boss POSTGRES_DB=mappa
    bin=$("$PYTHON" -c 'from mappa.embedded.postgres import installed; print(installed()[0] / "bin")')
    PATH=$bin:$PATH
    psql -qXU mappa_owner -d postgres -c 'CREATE ROLE boss SUPERUSER LOGIN' -c 'DROP DATABASE mappa'
    psql -qXU boss -d postgres -c 'DROP ROLE mappa_app' -c 'ALTER ROLE mappa_owner RENAME TO first_boss'
    psql -qXU boss -d postgres -c 'CREATE DATABASE mappa'
    deploy/create-roles.sh
    psql -qXAtU mappa_owner -d mappa -c 'CREATE EXTENSION btree_gist' -c 'CREATE TABLE owned ()'
    psql -qXAtU mappa_app -d mappa -c 'SELECT * FROM owned' 2>&1 || true
    psql -qXAtU mappa_app -d mappa -c 'CREATE TABLE mine ()' 2>&1 || true
    psql -qXAtU boss -d mappa -c "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles
                                  WHERE rolname LIKE 'mappa%' ORDER BY 1"
    """
    environ = {"SECRETS": str(secrets), "PYTHON": sys.executable}
    done = run(home, "python", "-m", "mappa.embedded", "--", "bash", "-c", script, **environ)
    assert done.stdout.splitlines() == [
        "ERROR:  permission denied for table owned",
        "ERROR:  permission denied for schema public",
        "LINE 1: CREATE TABLE mine ()",
        "                     ^",
        "mappa_app|f|f|f",
        "mappa_owner|f|f|f",
    ]
