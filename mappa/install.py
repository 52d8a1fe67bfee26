"""Brings `.venv`, `node_modules` and `build` up to date with the locks and the sources; does nothing when they are.

`python -m mappa.install run` for what serving needs, `test` for what the tests, the linters and the browser need too.
Runs before anything is installed, so it uses the standard library alone.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

from mappa.progress import step

ROOT = Path(__file__).resolve().parent.parent
VENV, BUILD, MODULES = ROOT / ".venv", ROOT / "build", ROOT / "node_modules"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
OLDEST_NODE = (20, 19)
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def main(stage: str) -> None:
    """Prepare for `stage`: `run` or `test`."""
    # The second is where production collects its static files; the web server warns when there is no such folder.
    for folder in (BUILD, BUILD / "collected"):
        folder.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        prepare_python(stage)
        prepare_pages(stage)


def prepare_python(stage: str) -> None:
    """The virtual environment with the packages of a stage's lock, made anew when the copy has moved."""
    stamp = VENV / f".installed-{stage}"
    wanted = fingerprint(LOCKS / f"{stage}.txt", extra=f"{ROOT}{sys.version_info[:2]}")
    if read(stamp) == wanted:
        return
    if read(VENV / ".made") != str(ROOT):
        make_environment()
    with step("Installing the Python packages"):
        install(f"{stage}.txt")
    next(VENV.glob("lib/python*/site-packages")).joinpath("mappa.pth").write_text(f"{ROOT}\n")
    stamp.write_text(wanted)
    if stage == "test":  # the longer list holds the shorter
        (VENV / ".installed-run").write_text(fingerprint(LOCKS / "run.txt", extra=f"{ROOT}{sys.version_info[:2]}"))


def make_environment() -> None:
    """An empty virtual environment."""
    with step("Making the virtual environment"):
        shutil.rmtree(VENV, ignore_errors=True)
        uv = shutil.which("uv")
        if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode == 0:
            run(sys.executable, "-m", "venv", VENV)
        elif uv:
            run(uv, "venv", "-q", "--python", sys.executable, VENV)
        else:
            sys.exit(f"{sys.executable} cannot make a virtual environment: install uv, or the package python3-venv.")
    (VENV / ".made").write_text(str(ROOT))


def install(lock: str) -> None:
    """Install a lock, every file checked against its hash: with uv if it can be had, else with pip."""
    uv = shutil.which("uv") or bootstrap_uv()
    arguments = ["--require-hashes", "-r", str(LOCKS / lock)]
    # First with the machine's own list of trusted certificates, as in an organisation that inspects its traffic.
    for trust in ({"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}, {}):
        if uv and attempt(uv, "pip", "install", "-q", "--python", PYTHON, *arguments, environment=os.environ | trust):
            return
    run(PYTHON, "-m", "pip", "install", "-q", *arguments)


def bootstrap_uv() -> str | None:
    """The path of a uv installed into the environment itself, None if it cannot be had."""
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        attempt(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", LOCKS / "bootstrap.txt")
    return str(uv) if uv.exists() else None


def prepare_pages(stage: str) -> None:
    """The packages of the front end, the built styles and scripts and, for the tests, the browser."""
    modules = MODULES / f".installed-{stage}"
    packages = fingerprint(ROOT / "package-lock.json", ROOT / ".npmrc")
    sources = [*sorted((ROOT / "mappa" / "assets").rglob("*")), ROOT / "mappa" / "build_assets.mjs"]
    built = fingerprint(*(path for path in sources if path.is_file()), extra=packages)
    browser = BUILD / "chromium" / "chromium"
    fresh = read(BUILD / "static.stamp") == built and (BUILD / "static").is_dir()
    if fresh and (stage == "run" or (read(modules) == packages and browser.exists())):
        return
    environment = node_environment()
    if read(modules) != packages:
        with step("Installing the front end's packages"):
            run("npm", "ci", *(["--omit=dev"] if stage == "run" else []), environment=environment)
        for name in ("run", stage):
            (MODULES / f".installed-{name}").write_text(packages)
    if not fresh:
        with step("Building styles and scripts"):
            run("node", "mappa/build_assets.mjs", environment=environment)
        (BUILD / "static.stamp").write_text(built)
    if stage == "test":
        with step("Unpacking the browser for the tests"):
            run("node", "tests/e2e/chromium.mjs", environment=environment)


def node_environment() -> dict[str, str]:
    """An environment whose PATH leads to npm and a recent enough node: the machine's own, else one from PyPI."""
    trusting = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    if CERTIFICATES.exists():  # the same for a node older than that variable
        trusting.setdefault("NODE_EXTRA_CA_CERTS", str(CERTIFICATES))
    if shutil.which("npm") and node_version() >= OLDEST_NODE:
        return trusting
    if not (VENV / "bin" / "npm").exists():
        with step("Installing Node.js"):
            install("frontend.txt")
    return {**trusting, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def node_version() -> tuple[int, ...]:
    """The version of the machine's node, () when there is none."""
    if not shutil.which("node"):
        return ()
    shown = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in shown.strip().lstrip("v").split(".") if part.isdigit())


def fingerprint(*paths: Path, extra: str = "") -> str:
    """One digest over the names and contents of files, and `extra`."""
    digest = hashlib.sha256(extra.encode())
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read(path: Path) -> str:
    """A small file's text, "" when it is not there."""
    return path.read_text() if path.is_file() else ""


def run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly; show what it said and stop when it fails."""
    done = call(*command, environment=environment)
    if done.returncode:
        words = " ".join(str(word) for word in command)
        sys.exit(f"\n{done.stdout}\n`{words}` failed, so the set-up cannot go on; its output is above.")


def attempt(*command: str | Path, environment: dict[str, str] | None = None) -> bool:
    """Run a command quietly and say whether it succeeded; there is another way when it does not."""
    return call(*command, environment=environment).returncode == 0


def call(*command: str | Path, environment: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command in the project's folder, its output kept; nothing it starts outlives this process."""
    words = [str(word) for word in command]
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env={"PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_LINK_MODE": "copy", **(environment or os.environ)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    return subprocess.CompletedProcess(words, process.returncode, output)


def leave(number: int, frame: FrameType | None) -> NoReturn:
    """Stop in the middle: the command at work is ended on the way out, and the next start does its step again."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
