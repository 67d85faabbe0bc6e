"""The playground's page in a browser: opened afresh for each test, without console messages or network requests."""

import pytest

from tests.support.playground import Playground


@pytest.fixture(scope="session")
def playground_file(tmp_path_factory):
    """The page, assembled once."""
    from gan_theory.playground.play import page

    return page(tmp_path_factory.mktemp("playground") / "playground.html")


@pytest.fixture
def playground(chromium, playground_file):
    """The page at 1280 × 720; by the end nothing is logged to the console or requested from a network."""
    page = Playground(chromium, playground_file)
    page.open()
    yield page
    page.check_silence()
