"""Tells whoever waits what is being done.

Uses the standard library alone, as it speaks before anything is installed.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print what is being done, a dot for every second it takes, and at its end how long it took."""
    print(f"{title} ", end="", flush=True)
    started, done = time.monotonic(), threading.Event()

    def dots() -> None:
        while not done.wait(1):
            print(".", end="", flush=True)

    ticker = threading.Thread(target=dots, daemon=True)
    ticker.start()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    finally:
        done.set()
        ticker.join()
    print(f" {time.monotonic() - started:.1f} s", flush=True)
