import pytest

from tests.browser.site import free_port

from .stack import running_stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    with running_stack(tmp_path_factory.mktemp("stack"), [free_port() for _ in range(6)]) as stack:
        yield stack
