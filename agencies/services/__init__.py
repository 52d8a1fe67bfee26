"""What may be done to people, teams and invitations. Each function is one act: atomic, recorded, told who acts."""
