"""The signed link in a page: it opens one run for whoever was summoned."""

PURPOSE = "page"
