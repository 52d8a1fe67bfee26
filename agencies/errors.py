"""What a service says when it cannot do what was asked. Each error is a sentence for the person at the screen.

A wrong state is never "forbidden": that somebody may not do a thing at all is said by `PermissionDenied`.
"""

from collections.abc import Mapping

from django.utils.functional import Promise


class DomainError(Exception):
    """The thing cannot be done as things stand. `sentence` is shown as it is; `field` names the form field, if any."""

    def __init__(self, sentence: str | Promise, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field

    @property
    def sentence(self) -> str:
        return str(self.args[0])

    def __str__(self) -> str:
        return self.sentence


class Conflict(DomainError):
    """Somebody else saved first. `changed` tells, label by label, what the record says now, so that nothing is lost."""

    def __init__(self, sentence: str | Promise, *, changed: Mapping[str, object] | None = None) -> None:
        super().__init__(sentence)
        self.changed = dict(changed or {})
