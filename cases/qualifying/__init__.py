"""The law's lists of qualifying offences as a table: its notation, how a file of it is read, checked and stored.

What an entry means for a person is `cases.rules.eligibility`'s to say.
"""
