"""The page that corrects who a person is."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agencies.roles import Capability
from cases.forms.person import EditPersonForm
from cases.services.person import FIELDS, change_person
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, form_page, form_view, onward, sent


@form_view
def edit_person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Names, birth, identifiers, death. Two people may have it open: the second is told what the first changed."""
    nominal = fetch(request, pk, Capability.CHANGE_NOMINAL)
    initial = {name: getattr(nominal, name) for name in FIELDS} | {"version": nominal.version}
    form = EditPersonForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: change_person(
            actor=actor_of(request), nominal=nominal, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Details saved."),
    )
    if was_saved:
        return onward(request, nominal, anchor="person")
    heading = _("Change who this is")
    return form_page(request, nominal, form, heading, changed=changed, template="cases/versioned_form.html")
