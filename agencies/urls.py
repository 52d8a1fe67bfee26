"""Addresses of the pages about people, teams, invitations, roles and the audit trail."""

from django.urls import path

from agencies.views import (
    account,
    audit,
    confirmations,
    demonstration,
    invitations,
    joining,
    memberships,
    people,
    roles,
    teams,
)

app_name = "agencies"

urlpatterns = [
    path("account/", account.my_account, name="my_account"),
    path("people/", people.people, name="people"),
    path("people/<uuid:user_id>/", people.person, name="person"),
    path("people/<uuid:user_id>/rename/", people.rename, name="rename_person"),
    path("people/<uuid:user_id>/switch-off/", people.switch_off, name="switch_off"),
    path("people/<uuid:user_id>/switch-on/", people.switch_on, name="switch_on"),
    path("people/<uuid:user_id>/second-factor/", people.remove_second_factor, name="remove_second_factor"),
    path("people/<uuid:user_id>/memberships/add/", memberships.add_membership, name="add_membership"),
    path("memberships/<uuid:membership_id>/end/", memberships.end_membership, name="end_membership"),
    path("teams/", teams.teams, name="teams"),
    path("teams/add/", teams.add_team, name="add_team"),
    path("teams/<uuid:team_id>/", teams.team, name="team"),
    path("teams/<uuid:team_id>/rename/", teams.rename_team, name="rename_team"),
    path("teams/<uuid:team_id>/close/", teams.close_team, name="close_team"),
    path("teams/<uuid:team_id>/reopen/", teams.reopen_team, name="reopen_team"),
    path("teams/<uuid:team_id>/invite/", invitations.invite, name="invite"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<uuid:invitation_id>/resend/", invitations.resend, name="resend_invitation"),
    path("invitations/<uuid:invitation_id>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("join/<str:secret>/", joining.join, name="join"),
    path("confirmations/", confirmations.confirmations, name="confirmations"),
    path("roles/", roles.roles, name="roles"),
    path("audit/", audit.audit, name="audit"),
    path("audit/download/", audit.audit_download, name="audit_download"),
    path("audit/refusals/", audit.refusals, name="refusals"),
    path("demonstration/", demonstration.demonstration_users, name="demonstration_users"),
]
