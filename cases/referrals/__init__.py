"""What a referral to Level 2 or 3 asks, and what the record already answers."""
