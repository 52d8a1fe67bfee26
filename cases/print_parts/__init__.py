"""What the printed record says of each subject. Importing this package registers every part."""

from cases.print_parts import documents, law, notification, people, person, risk, standing

__all__ = ["documents", "law", "notification", "people", "person", "risk", "standing"]
