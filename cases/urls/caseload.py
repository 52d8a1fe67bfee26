"""The routes of caseloads, of one's own cases and of saying who manages whom."""

from django.urls import path

from cases.views import allocation, caseload

lists = [
    path("my-cases/", caseload.my_cases, name="my_cases"),
    path("caseloads/", caseload.caseloads, name="caseloads"),
    path("caseloads/<uuid:team_id>/", caseload.caseload_of_team, name="caseload_of_team"),
    path("caseloads/<uuid:team_id>/allocate/", allocation.choose_people, name="choose_people"),
    path("caseloads/<uuid:team_id>/allocate/<uuid:key>/", allocation.review_allocation, name="review_allocation"),
    path("caseloads/<uuid:team_id>/<uuid:user_id>/", caseload.caseload_of_manager, name="caseload_of_manager"),
]

#: Below one nominal.
record = [path("manager/", allocation.allocate_nominal, name="allocate_nominal")]
