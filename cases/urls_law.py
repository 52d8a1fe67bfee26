"""The routes of the law tab below one nominal: offences, eligibility, the end of a category; and of the law's lists."""

from django.urls import path

from cases.views import category_end, eligibility, law, offences, qualifying

#: The law's lists, about nobody.
lists = [
    path("offences/", qualifying.lists, name="law_lists"),
    path("offences/download/", qualifying.download, name="download_lists"),
    path("offences/import/", qualifying.bring_in, name="bring_in_lists"),
    path("offences/import/<uuid:key>/", qualifying.check_file, name="check_lists_file"),
]

urlpatterns = [
    path("", law.law, name="law"),
    path("offences/add/", offences.add_offence, name="add_offence"),
    path("offences/<uuid:part>/", offences.change_offence, name="change_offence"),
    path("offences/<uuid:part>/remove/", offences.remove_offence, name="remove_offence"),
    path("eligibility/", eligibility.check, name="check_eligibility"),
    path("eligibility/again/", eligibility.start_again, name="check_eligibility_again"),
    path("eligibility/confirm/", eligibility.confirm, name="confirm_eligibility"),
    path("eligibility/history/", eligibility.screenings, name="screenings"),
    path("category/consider/", category_end.consider, name="consider_category"),
    path("category/end/", category_end.end, name="end_category"),
]
