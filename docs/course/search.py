"""The search of the site in English, as Sphinx makes it, but with each word stemmed once."""

from functools import cache

from sphinx.search.en import SearchEnglish


class English(SearchEnglish):
    """Words and their stems."""

    def __init__(self, options):
        super().__init__(options)
        self.stem = cache(super().stem)
