"""The pages: front, lists, search, and one page for each thing of the graph.

routes.py   front, lists, search, short addresses
front.py    the front page and its questions
finding.py  the search by name, alias, pinyin and in sentences
things.py   the page of a thing: grids.py (editions, relations, plans), chart.py, sources.py (sentences)
report.py   the page of a report, text.py its text in pieces
names.py    the names of things in the language of the page
nearby.py   what is called alike
"""

from endpoint.pages.routes import blueprint

__all__ = ["blueprint"]
