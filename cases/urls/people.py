"""The routes of people and places below one nominal."""

from django.urls import path

from cases.views import associations, children, particulars

record = [
    path("people/particulars/add/", particulars.add_particular, name="add_particular"),
    path("people/particulars/<uuid:part>/", particulars.change_particular, name="change_particular"),
    path("people/particulars/<uuid:part>/end/", particulars.end_particular, name="end_particular"),
    path("people/associates/add/", associations.add_association, name="add_association"),
    path("people/associates/<uuid:part>/end/", associations.end_association, name="end_association"),
    path("people/children/add/", children.add_child, name="add_child"),
    path("people/children/<uuid:part>/", children.change_child, name="change_child"),
    path("people/children/<uuid:part>/end/", children.end_child, name="end_child"),
]
