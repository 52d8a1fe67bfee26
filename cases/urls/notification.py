"""The routes of the notification tab below one nominal: requirements, notifications, journeys, the review of one."""

from django.urls import path

from cases.views import indefinite_review, journeys, notification, notifying, requirements

record = [
    path("notification/follow/", notification.bring_in_line, name="follow_notification"),
    path("notification/requirements/add/", requirements.add_requirement, name="add_notification_requirement"),
    path(
        "notification/requirements/<uuid:part>/",
        requirements.change_requirement,
        name="change_notification_requirement",
    ),
    path(
        "notification/requirements/<uuid:part>/end/", requirements.end_requirement, name="end_notification_requirement"
    ),
    path(
        "notification/requirements/<uuid:part>/remove/",
        requirements.remove_requirement,
        name="remove_notification_requirement",
    ),
    path("notification/log/", notifying.notifications, name="notifications"),
    path("notification/log/add/", notifying.add_notification, name="add_notification"),
    path("notification/log/first/", notifying.add_first, name="add_first_notification"),
    path("notification/log/periodic/", notifying.add_periodic, name="add_periodic_notification"),
    path("notification/log/release/", notifying.add_release, name="add_release_notification"),
    path("notification/log/address/<uuid:part>/", notifying.add_address, name="add_address_notification"),
    path("notification/log/change/<uuid:part>/", notifying.add_change_notified, name="add_change_notification"),
    path("notification/log/<uuid:part>/", notifying.change_notification, name="change_notification"),
    path("notification/log/<uuid:part>/remove/", notifying.remove_notification, name="remove_notification"),
    path("notification/changes/add/", notifying.add_change, name="add_change_to_notify"),
    path("notification/changes/<uuid:part>/withdraw/", notifying.withdraw_change, name="withdraw_change_to_notify"),
    path("notification/journeys/add/", journeys.add_journey, name="add_journey"),
    path("notification/journeys/<uuid:part>/", journeys.change_journey, name="change_journey"),
    path("notification/journeys/<uuid:part>/notified/", journeys.notify_journey, name="notify_journey"),
    path("notification/journeys/<uuid:part>/return/", journeys.notify_return, name="notify_return"),
    path("notification/review/add/", indefinite_review.add_review, name="add_indefinite_review"),
    path("notification/review/<uuid:part>/", indefinite_review.change_review, name="change_indefinite_review"),
    path("notification/review/<uuid:part>/factors/", indefinite_review.record_factors, name="record_review_factors"),
    path("notification/review/<uuid:part>/decide/", indefinite_review.decide_review, name="decide_indefinite_review"),
]
