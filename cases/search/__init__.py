"""Search for people: by name in two tiers, by number, by date of birth; always within what the user may see.

Owns reading what was typed, comparing and scoring. Must not decide who may see whom (`cases.access` does) nor write the
index (the database's triggers do).
"""

from cases.search.finding import Match, find
from cases.search.near import NearMatches, near_matches

__all__ = ["Match", "NearMatches", "find", "near_matches"]
