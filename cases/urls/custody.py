"""The routes of breaches, recall, release and custody dates, below one nominal."""

from django.urls import path

from cases.views import breaches, custody, custody_dates

record = [
    path("breaches/add/", breaches.add_breach, name="add_breach"),
    path("breaches/<uuid:part>/", breaches.change_breach, name="change_breach"),
    path("breaches/<uuid:part>/remove/", breaches.remove_breach, name="remove_breach"),
    path("custody/recall/", custody.add_recall, name="add_recall"),
    path("custody/recalls/<uuid:part>/", custody.change_recall, name="change_recall"),
    path("custody/recalls/<uuid:part>/remove/", custody.remove_recall, name="remove_recall"),
    path("custody/release/", custody.release, name="release"),
    path("custody/dates/add/", custody_dates.add_custody_date, name="add_custody_date"),
    path("custody/dates/<uuid:part>/", custody_dates.change_custody_date, name="change_custody_date"),
    path("custody/dates/<uuid:part>/done/", custody_dates.settle_custody_date, name="settle_custody_date"),
]
