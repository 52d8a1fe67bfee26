"""The law and the practice as pure functions: what is known goes in, an answer that can say why comes out.

No database, clock, settings or request: the day is an argument.
"""
