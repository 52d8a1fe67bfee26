"""Pages about people, teams, invitations, roles and the audit trail. None of them shows a nominal."""
