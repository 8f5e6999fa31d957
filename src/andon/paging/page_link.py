"""The signed link in a page: it opens one run for whoever was summoned."""

PURPOSE = "page"
KIND = "paging.page"
"""Of the notice that a page is."""
