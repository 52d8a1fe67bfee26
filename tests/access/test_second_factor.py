"""Where a second factor is required, a session that has proved the password alone opens nothing."""

import pytest
from pytest_django.fixtures import Settings

from tests.access_matrix import PERSONAS, READS
from tests.asking import Crowd
from tests.routes import routes

#: Open to a session that has proved the password alone: the way to the second factor, and out.
WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
}
TRIED = ("offender_manager", "coordinator", "data_protection_officer", "system_administrator", "superuser")


@pytest.mark.parametrize("name", [name for name in READS if name not in WITHOUT_SECOND_FACTOR])
def test_a_session_without_a_second_factor_opens_nothing(name: str, crowd: Crowd, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    open_to_all = READS[name][PERSONAS.index("anonymous")] == "200"
    opened = [persona for persona in TRIED if crowd.ask(persona, crowd.path(name)).status == 200]
    assert open_to_all or not opened


def test_the_list_of_pages_open_without_a_second_factor_names_only_routes() -> None:
    assert set(routes()) >= WITHOUT_SECOND_FACTOR
