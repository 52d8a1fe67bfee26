"""What every page is made of: fields and how they are drawn, paging, links, dates, charts.

Knows nothing of the domain and imports no other app of the project.
"""
