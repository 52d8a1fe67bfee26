"""`python -m mappa.embedded [--ephemeral] -- COMMAND`: run a command with the embedded servers in its environment."""

import argparse
import signal
import subprocess
import sys
from types import FrameType

from mappa.embedded import joined
from mappa.embedded.account import dies_with_parent


def main() -> int:
    """Run the command and return its exit code, passing on a SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m mappa.embedded", description=__doc__)
    parser.add_argument("--ephemeral", action="store_true", help="servers of its own, thrown away afterwards")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        parser.error("a command is needed after --")
    with joined(ephemeral=options.ephemeral):
        return _run(command)


def _run(command: list[str]) -> int:
    child = subprocess.Popen(command, preexec_fn=dies_with_parent(signal.SIGTERM))

    def pass_on(number: int, frame: FrameType | None) -> None:
        child.send_signal(number)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGINT, lambda number, frame: None)  # the terminal has told the child itself
    code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
