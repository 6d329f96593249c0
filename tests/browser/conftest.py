import os

import pytest

from .site import running_browser, running_site

LONGEST = ("test_clerk.py", "test_accessibility.py", "test_reading.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The long ones first, so that the two processes end together."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The folder in which the demo is made once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "demo"


@pytest.fixture(scope="session")
def site(tmp_path_factory, demo):
    with running_site(tmp_path_factory.mktemp("site"), demo) as site:
        yield site


@pytest.fixture(scope="session")
def browser():
    with running_browser() as browser:
        yield browser


@pytest.fixture
def page(browser):
    """A new reader in a window of 1440 × 900 who notices every script error and refused resource."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(120_000)  # a busy machine is no fault of a page
    page = context.new_page()
    page.troubles = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
    yield page
    context.close()
