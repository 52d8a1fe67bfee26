"""What the printed record says of each subject. Importing this package registers every part."""

from cases.print_parts import documents, law, notification, people, person, referrals, risk, standing, transfers

__all__ = ["documents", "law", "notification", "people", "person", "referrals", "risk", "standing", "transfers"]
