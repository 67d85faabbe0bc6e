"""The playground's page in a browser: loaded once for each module of tests, without console messages or requests."""

import pytest

from tests.support.playground import Playground


@pytest.fixture(scope="session")
def playground_file(tmp_path_factory):
    """The page, assembled once."""
    from gan_theory.playground.play import page

    return page(tmp_path_factory.mktemp("playground") / "playground.html")


@pytest.fixture(scope="module")
def loaded(chromium, playground_file):
    """The page, loaded once for all tests of a module, at 1280 × 720."""
    page = Playground(chromium, playground_file)
    page.open()
    yield page
    chromium.get("about:blank")  # where nothing goes on training


@pytest.fixture
def playground(loaded, request):
    """The page with a view as at the start; by the end nothing is logged or requested from a network.

    It is the first view unless a module of tests names the address of another one as START.
    """
    loaded.restore(getattr(request.module, "START", "view=be-d"))
    yield loaded
    loaded.check_silence()
