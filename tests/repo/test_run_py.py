"""run.py, before there is a .venv: which interpreter it takes, and what it installs when."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import run

SOURCE = Path(run.__file__).read_text("utf-8")


def make_program(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def pretend_python(path, version, makes_venv=True):
    """A program that answers the probe as that Python would."""
    return make_program(path, f"printf '%s\\n' {path} '{version[0]} {version[1]}' {int(makes_venv)}")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with nothing but an old Python of its own: no PATH, no pyenv, no .venv."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "UV_VENV", tmp_path / ".uv")
    monkeypatch.setattr(run, "HERE", tmp_path)
    monkeypatch.setattr(sys, "executable", str(pretend_python(tmp_path / "own", (3, 11))))
    return tmp_path


def test_python_3_8_can_read_the_file():
    ast.parse(SOURCE, feature_version=(3, 8))


def test_only_the_standard_library_is_imported():
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(SOURCE))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def test_the_probe_tells_version_and_venv_module_of_this_python():
    found = run.probe(sys.executable)
    assert found.version == sys.version_info[:2]
    assert Path(found.path).exists()


def test_a_pyenv_shim_that_runs_nothing_is_no_interpreter(tmp_path):
    assert run.probe(str(make_program(tmp_path / "python3.13", "echo not selected >&2; exit 127"))) is None


def test_a_program_that_answers_something_else_is_no_interpreter(tmp_path):
    assert run.probe(str(make_program(tmp_path / "python3.13", "echo hello"))) is None


def test_a_name_without_a_file_is_no_interpreter(tmp_path):
    assert run.probe(str(tmp_path / "missing")) is None


def test_pyenv_offers_its_newest_first_and_none_that_is_too_old(machine):
    for version in ("3.9.18", "3.11.7", "3.12.1", "3.13.9", "3.13.10", "3.14.0rc1", "3.14.0", "3.15.0"):
        pretend_python(machine / "pyenv" / "versions" / version / "bin" / "python", (3, 13))
    versions = [Path(path).parts[-3] for path in run.pyenv_pythons()]
    assert versions == ["3.14.0", "3.13.10", "3.13.9", "3.12.1"]


def test_our_own_interpreter_comes_first_then_path_then_pyenv(machine, monkeypatch):
    own = pretend_python(machine / "own", (3, 12))
    monkeypatch.setattr(sys, "executable", str(own))
    on_path = pretend_python(machine / "bin" / "python3.13", (3, 13))
    of_pyenv = pretend_python(machine / "pyenv" / "versions" / "3.14.0" / "bin" / "python", (3, 14))
    assert [each.path for each in run.find_interpreters()] == [str(own), str(on_path), str(of_pyenv)]


def test_an_old_interpreter_and_a_dead_shim_are_passed_over(machine):
    make_program(machine / "bin" / "python3.13", "exit 127")
    newer = pretend_python(machine / "bin" / "python3.12", (3, 12))
    assert [each.path for each in run.find_interpreters()] == [str(newer)]


def test_a_machine_without_a_new_python_finds_nothing(machine):
    assert list(run.find_interpreters()) == []
    assert run.find_uv() is None


def test_an_index_for_pip_is_told_to_uv_and_the_other_way_round(monkeypatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "file:///mirror")
    assert run.environment()["UV_DEFAULT_INDEX"] == "file:///mirror"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "file:///other")
    assert run.environment()["PIP_INDEX_URL"] == "file:///mirror"
    monkeypatch.delenv("PIP_INDEX_URL")
    assert run.environment()["PIP_INDEX_URL"] == "file:///other"


def test_no_index_is_named(monkeypatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    assert not {"UV_DEFAULT_INDEX", "PIP_INDEX_URL"} & set(run.environment())
    assert "://" not in SOURCE.replace("http://127.0.0.1:8000/", "")


def recording_venv(machine, exit_code=0):
    """A .venv whose Python writes down how it is called."""
    make_program(machine / ".venv" / "bin" / "python", f'echo "$@" >> {machine}/calls; exit {exit_code}')
    (machine / "requirements.txt").write_text("django==6.1.3\n")
    return machine / "calls"


def test_requirements_are_installed_once_and_again_when_they_changed(machine):
    calls = recording_venv(machine)
    run.install("requirements.txt")
    run.install("requirements.txt")
    assert calls.read_text().count("-m pip install") == 1
    (machine / "requirements.txt").write_text("django==6.1.4\n")
    run.install("requirements.txt")
    assert calls.read_text().count("-m pip install") == 2


def test_a_refused_installation_says_so_and_is_tried_again_at_the_next_start(machine):
    recording_venv(machine)
    run.install("requirements.txt")
    calls = recording_venv(machine, exit_code=1)
    (machine / "requirements.txt").write_text("django==6.1.4\n")
    for _ in range(2):
        with pytest.raises(SystemExit) as stopped:
            run.install("requirements.txt")
        assert "依赖没有装全" in stopped.value.code
        assert "could not be installed" in stopped.value.code
    assert calls.read_text().count("-m pip install") == 3
    assert not (machine / ".venv" / "installing").exists()


def test_an_environment_that_never_was_complete_is_not_sound(machine):
    recording_venv(machine, exit_code=1)
    with pytest.raises(SystemExit):
        run.install("requirements.txt")
    recording_venv(machine, exit_code=0)
    assert not run.is_sound(run.VENV)


def test_an_environment_is_sound_only_when_it_runs_and_no_installation_was_cut_short(machine):
    assert not run.is_sound(run.VENV)
    recording_venv(machine)
    assert run.is_sound(run.VENV)
    (run.VENV / "installing").touch()
    assert not run.is_sound(run.VENV)


def test_without_the_venv_module_the_command_is_named_in_both_languages(machine, monkeypatch):
    bare = pretend_python(machine / "own", (3, 13), makes_venv=False)
    monkeypatch.setattr(sys, "executable", str(bare))
    with pytest.raises(SystemExit) as stopped:
        run.make_venv()
    assert "请先执行 sudo apt install python3.13-venv" in stopped.value.code
    assert "run sudo apt install python3.13-venv" in stopped.value.code


def test_an_installed_uv_stands_in_for_a_missing_venv_module(machine, monkeypatch):
    bare = pretend_python(machine / "own", (3, 13), makes_venv=False)
    monkeypatch.setattr(sys, "executable", str(bare))
    make_program(machine / "bin" / "uv", f'echo "$@" >> {machine}/calls')
    run.make_venv()
    made = (machine / "calls").read_text().splitlines()[-1]
    assert made == f"venv -q --seed --python {bare} {machine / '.venv'}"


def test_where_uv_cannot_download_either_one_sentence_says_what_is_needed(machine):
    make_program(machine / "bin" / "uv", '[ "$1" = --version ]')
    with pytest.raises(SystemExit) as stopped:
        run.make_venv()
    assert "需要 Python 3.12 或更高版本" in stopped.value.code
    assert "Python 3.12 or newer is needed" in stopped.value.code


def test_help_needs_no_environment(tmp_path):
    answer = subprocess.run(
        [sys.executable, run.__file__, "--help"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": os.defpath, "PYTHONUTF8": "1"},
        check=True,
    )
    assert "python3 run.py test" in answer.stdout
