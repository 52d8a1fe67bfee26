"""`python deploy/healthy.py web|worker|beat`: exit code 0 while this container does its work."""

import os
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

SCHEDULE = Path("/data/schedule")
# The scheduler writes its file at least every five minutes, whether or not a task was due.
STALE_SECONDS = 15 * 60


def web() -> bool:
    """Whether the process answers; a slow database must not get it restarted."""
    connection = HTTPConnection("127.0.0.1", 8000, timeout=8)
    # Any other name would be refused as not ours.
    connection.request("GET", "/healthz", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0].strip()})
    return connection.getresponse().status == 200


def worker() -> bool:
    """Whether this container's worker answers through the queue."""
    ping = ["celery", "--app", "mappa", "inspect", "ping", "--timeout", "10", "--destination"]
    return (
        subprocess.run([*ping, f"celery@{os.uname().nodename}"], stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


def beat() -> bool:
    """Whether the scheduler still turns."""
    return any(time.time() - path.stat().st_mtime < STALE_SECONDS for path in SCHEDULE.iterdir())


if __name__ == "__main__":
    sys.exit(not {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]())
