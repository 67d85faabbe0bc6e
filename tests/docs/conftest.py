"""The tests of the site run first: one worker builds the site while the other runs its half of all tests."""


def pytest_collection_modifyitems(items):
    """Move the tests of the site to the front."""
    items.sort(key=lambda item: item.path.name != "test_site.py")
