"""How the web server runs, in the demonstration as in production; the address is given on its command line."""

import os
from pathlib import Path

wsgi_app = "mappa.wsgi:application"
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Threads share a process's memory, and each holds one database connection: workers x threads of them.
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and shared: a start takes half the time, and each worker half the memory.
preload_app = True
timeout = 60
graceful_timeout = 20
# A worker is replaced now and then, not all at the same moment, so that a slow leak never matters.
max_requests = 5000
max_requests_jitter = 500
# A second way in that nobody needs.
control_socket_disable = True
# A worker shows that it lives by touching a file: in memory where possible, not on a disk that may stall.
_memory = Path("/dev/shm")  # noqa: S108
worker_tmp_dir = str(_memory) if _memory.is_dir() else None
# Whose word is taken for the visitor's address and for https.
forwarded_allow_ips = os.environ.get("TRUSTED_PROXIES", "127.0.0.1")
# Pages carry references in their addresses; what was looked at stands in the audit trail, not in a log.
accesslog = None
loglevel = "warning"
