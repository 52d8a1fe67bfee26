"""Production starts safe or not at all; each process here reads the settings as a server would."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "k8Yq3vN0s6Tz1Wb4Xe7Rc2Jf5Hg9Ld-Pa_Mu.Go~Ki:Vy;Bn+Qw=Sx"
SAFE = {
    "PATH": os.environ["PATH"],
    "MAPPA_MODE": "production",
    "SECRET_KEY": SECRET,
    "MFA_ENCRYPTION_KEYS": SECRET[::-1],
    "ALLOWED_HOSTS": "mappa.example",
    "CSRF_TRUSTED_ORIGINS": "https://mappa.example",
    "DATABASE_URL": "postgres://mappa_app:word@database/mappa",
    "DATABASE_OWNER_URL": "postgres://mappa_owner:word@database/mappa",
    "REDIS_URL": "redis://cache:6379/0",
}


def read_settings(environ: dict[str, str], show: str = "'started'") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", f"from mappa import settings; print({show})"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def documented() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_a_complete_production_environment_starts() -> None:
    assert read_settings(SAFE).stdout == "started\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "django-insecure-" + SECRET}, "SECRET_KEY is a default or too short"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is a default or too short"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is a default or too short"),
        ({"MFA_ENCRYPTION_KEYS": ""}, "MFA_ENCRYPTION_KEYS is missing"),
        ({"MFA_ENCRYPTION_KEYS": "change-me"}, "MFA_ENCRYPTION_KEYS has a default or too short key"),
        ({"MFA_ENCRYPTION_KEYS": SECRET}, "MFA_ENCRYPTION_KEYS must not hold SECRET_KEY"),
        ({"DEBUG": "true"}, "DEBUG is on"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS has a wildcard"),
        ({"ALLOWED_HOSTS": "mappa.example,.example.org"}, "ALLOWED_HOSTS has a wildcard"),
        ({"CSRF_TRUSTED_ORIGINS": "http://mappa.example"}, "CSRF_TRUSTED_ORIGINS has a wildcard or an address without"),
        ({"SESSION_COOKIE_SECURE": "false"}, "SESSION_COOKIE_SECURE is off"),
        ({"CSRF_COOKIE_SECURE": "no"}, "CSRF_COOKIE_SECURE is off"),
        ({"SECOND_FACTOR_REQUIRED": "off"}, "SECOND_FACTOR_REQUIRED is off"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is missing"),
        ({"REDIS_URL": ""}, "REDIS_URL is missing"),
    ],
)
def test_one_unsafe_setting_stops_the_start_with_a_sentence(change: dict[str, str], sentence: str) -> None:
    done = read_settings(SAFE | change)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"MAPPA_MODE is production and the service will not start: {sentence}")
    assert done.stderr.count("\n") == 1


def test_every_fault_is_named_at_once() -> None:
    done = read_settings({"PATH": os.environ["PATH"], "MAPPA_MODE": "production", "DEBUG": "on"})
    for name in ("SECRET_KEY", "MFA_ENCRYPTION_KEYS", "DEBUG", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"):
        assert name in done.stderr


def test_an_unknown_mode_stops_the_start() -> None:
    done = read_settings(SAFE | {"MAPPA_MODE": "staging"})
    assert done.stderr == "MAPPA_MODE is 'staging': it must be 'demonstration' or 'production'.\n"


def test_a_secret_comes_from_a_file_without_its_last_line_break(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"${SECRET}\n")
    environ = {name: value for name, value in SAFE.items() if name != "SECRET_KEY"}
    done = read_settings(environ | {"SECRET_KEY_FILE": str(tmp_path / "key")}, "settings.SECRET_KEY")
    assert done.stdout == f"${SECRET}\n"


def test_a_secret_file_that_cannot_be_read_is_a_sentence() -> None:
    done = read_settings(SAFE | {"SECRET_KEY_FILE": "/nowhere/key"})
    assert (done.returncode, done.stderr) == (1, "SECRET_KEY_FILE names a file that cannot be read: /nowhere/key.\n")


def test_the_example_environment_changes_nothing(tmp_path: Path) -> None:
    show = "{name: str(value) for name, value in vars(settings).items() if name.isupper() and name != 'SERVICE_NAME'}"
    plain = {"PATH": os.environ["PATH"], "MAPPA_HOME": str(tmp_path)}
    transport = {"SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"}
    others = transport | {"BEHIND_TLS_PROXY", "LOG_LEVEL"}  # shown with production's default
    example = {name: value for name, value in documented().items() if name not in others}
    assert read_settings(example | plain, show).stdout == read_settings(plain, show).stdout != ""


def test_every_variable_is_documented() -> None:
    sources = [*ROOT.glob("mappa/*.py"), *ROOT.glob("mappa/embedded/*.py"), ROOT / "deploy" / "gunicorn.conf.py"]
    read = r'(?:env\.\w+|environ\.get)\(\s*"([A-Z_]+)"'
    named = {name for path in sources for name in re.findall(read, path.read_text())}
    assert named - set(documented()) - {"PATH"} == set()


def test_the_application_and_the_owner_connect_as_different_roles() -> None:
    show = "settings.DATABASES['default']['USER']"
    assert read_settings(SAFE, show).stdout == "mappa_app\n"
    assert read_settings(SAFE | {"MAPPA_DB_ROLE": "owner"}, show).stdout == "mappa_owner\n"


def test_a_single_login_still_gives_up_the_owners_rights() -> None:
    environ = {name: value for name, value in SAFE.items() if name != "DATABASE_OWNER_URL"}
    show = "settings.DATABASES['default'].get('OPTIONS')"
    assert read_settings(environ, show).stdout == "{'options': '-c role=mappa_app'}\n"
    assert read_settings(environ | {"MAPPA_DB_ROLE": "owner"}, show).stdout == "None\n"


def test_the_deployment_check_is_silent_in_production() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=SAFE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_deployment_check_refuses_the_demonstration(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--tag", "security"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "MAPPA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "MAPPA_MODE is not production." in done.stderr
