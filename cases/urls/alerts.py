"""The routes of somebody's own alerts."""

from django.urls import path

from cases.views import alerts

lists = [
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/read/", alerts.mark_all_alerts_read, name="mark_all_alerts_read"),
    path("alerts/email/", alerts.email_choices, name="email_choices"),
    path("alerts/<uuid:key>/", alerts.open_alert, name="open_alert"),
    path("alerts/<uuid:key>/read/", alerts.mark_alert_read, name="mark_alert_read"),
]
