"""What turns the lessons, the claims and the docstrings into the pages of the site: an extension of Sphinx."""

from pathlib import Path

from course import navigation, pages, plain, search, worksheets


def setup(app):
    """Register the extension's directive and its handlers of Sphinx's events."""
    app.add_config_value("play_steps", 4000, "html", int)  # of the run to play
    app.add_search_language(search.English)
    app.add_directive("markdown", worksheets.Markdown)
    app.connect("config-inited", write, priority=100)  # before Sphinx looks for the folders
    app.connect("source-read", worksheets.with_own_footer)
    app.connect("source-read", pages.for_the_site)
    app.connect("autodoc-process-docstring", plain.docstring)
    app.connect("object-description-transform", plain.without_long_value)
    app.connect("html-page-context", navigation.share, priority=400)  # before furo reads the table of contents
    return {"parallel_read_safe": True}


def write(app, config):
    """Write all that Sphinx and sphinx-gallery are to read, into folders that git ignores."""
    docs = Path(app.srcdir)
    worksheets.write(docs)
    pages.write(docs, config.play_steps)
