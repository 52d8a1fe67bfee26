"""Measures the product at the size of a country: a seeded data set, and ratios taken in one run.

Never part of the product: nothing imports it. `python -m bench` measures; `python -m bench.national` makes the data.
"""
