"""What lies outside the law's limits is asked once: whether the court made it so."""

from collections.abc import Callable

from cases.forms.orders import AsMadeForm
from cases.services.orders import OutsideTheLaw


def asking_as_made(form: AsMadeForm, act: Callable[[], object]) -> Callable[[], object]:
    """`act`, after whose refusal the form holds the tick by which it can be sent again."""

    def asked() -> object:
        try:
            return act()
        except OutsideTheLaw:
            form.ask_as_made()
            raise

    return asked
