"""The routes of the law tab below one nominal: offences, eligibility, the end of a category; and of the law's lists."""

from django.urls import path

from cases.views import category_end, eligibility, offences, qualifying

#: The law's lists, about nobody.
lists = [
    path("law/offences/", qualifying.lists, name="law_lists"),
    path("law/offences/download/", qualifying.download, name="download_lists"),
    path("law/offences/import/", qualifying.bring_in, name="bring_in_lists"),
    path("law/offences/import/<uuid:key>/", qualifying.check_file, name="check_lists_file"),
]

#: Below one nominal.
record = [
    path("law/offences/add/", offences.add_offence, name="add_offence"),
    path("law/offences/<uuid:part>/", offences.change_offence, name="change_offence"),
    path("law/offences/<uuid:part>/remove/", offences.remove_offence, name="remove_offence"),
    path("law/eligibility/", eligibility.check, name="check_eligibility"),
    path("law/eligibility/again/", eligibility.start_again, name="check_eligibility_again"),
    path("law/eligibility/confirm/", eligibility.confirm, name="confirm_eligibility"),
    path("law/eligibility/history/", eligibility.screenings, name="screenings"),
    path("law/category/consider/", category_end.consider, name="consider_category"),
    path("law/category/end/", category_end.end, name="end_category"),
]
