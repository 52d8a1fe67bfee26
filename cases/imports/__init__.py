"""Bringing in an area's records from a folder of cohort files: all of it, or none and every fault found.

`format` is the contract as data, `reading` reads and checks row by row, `staging` puts what was read into temporary
tables, `checking` holds the rules over the whole folder and against what is stored, `storing` turns the tables into
records, `service` is the one way in. Nothing here knows a request or a page.
"""
