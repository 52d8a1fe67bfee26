"""How far a command is: a bar in a terminal, a line for each step elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper

_WIDTH = 30
#: A terminal is redrawn at most so often; a step that takes less than this is not worth a line elsewhere.
_SECONDS = 0.1


class ProgressBar:
    """Call it with what is being done and how much of the whole is done, 0 to 100."""

    def __init__(self, out: OutputWrapper, *, is_quiet: bool = False) -> None:
        self.out, self.is_quiet = out, is_quiet
        self.is_terminal = out.isatty()
        self.step, self.drawn_at = "", 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, step: str, percent: float) -> None:
        is_new, self.step = step != self.step, step
        if self.is_quiet:
            return
        if not self.is_terminal:
            if is_new:
                self.out.write(f"{int(percent):3d} % {step}")
        elif is_new or time.monotonic() - self.drawn_at > _SECONDS:
            self.drawn_at = time.monotonic()
            filled = int(_WIDTH * percent / 100)
            self._draw(f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {int(percent):3d} % {step}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.is_terminal and self.step and not self.is_quiet:
            self._draw("")

    def _draw(self, text: str) -> None:
        """Write over the line."""
        self.out.write(f"\r\x1b[K{text}", ending="")
        self.out.flush()
