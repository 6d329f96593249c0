#!/usr/bin/env python3
"""The portal in one command; any Python from 3.8 on can start this file.

    python3 run.py           serve the site with its demo content at http://127.0.0.1:8000/
        --port 8001          another port          --empty          without the demo content
        --host 0.0.0.0       another address       --reset-admin    a new password for the account admin,
        --no-serve           only prepare                           whose second factor is removed (lost phone)
    python3 run.py test      run every test, on both databases and in a browser; more arguments go to pytest
    python3 run.py shots     take a picture of every page
    python3 run.py bench     what searching costs on both databases: --notices 1000 10000, --seed 7

Each of them first makes .venv with Python 3.12 or newer and installs the pinned requirements, unless that is
done. What the site writes lives under var/ (VAR_DIR moves it). No package index is named here: pip and uv use
the one that the machine is set up for.
"""

from __future__ import annotations

import collections
import glob
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE / ".venv"
UV_VENV = HERE / ".uv"
ON_WINDOWS = os.name == "nt"
OLDEST = (3, 12)
TASKS = {"test": "tests.lanes", "shots": "tests.shots", "bench": "bench"}
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
PROBE = (
    "import sys, importlib.util as u;"
    "print(getattr(sys, '_base_executable', None) or sys.executable);"
    "print('%d %d' % sys.version_info[:2]);"
    "print(int(bool(u.find_spec('venv') and u.find_spec('ensurepip'))))"
)

Interpreter = collections.namedtuple("Interpreter", "path version makes_venv")


def say(chinese, english):
    print(f"• {chinese}\n  {english}", flush=True)


def stop(chinese, english):
    sys.exit(f"\n✗ {chinese}\n  {english}")


def succeeds(command, **options):
    """Whether the command can be started and ends with code 0; `options` are those of subprocess.call."""
    try:
        return subprocess.call([str(part) for part in command], **options) == 0
    except OSError:
        return False


def environment():
    """Our environment for every child; pip and uv each hear of an index that only the other was told of.

    uv trusts the certificates of the machine, as pip does, for an office may have one of its own.
    """
    env = dict(os.environ, PYTHONUTF8="1", PYTHONIOENCODING="utf-8", PIP_USER="0")
    env.setdefault("UV_SYSTEM_CERTS", "1")
    for given, other in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("UV_DEFAULT_INDEX", "PIP_INDEX_URL")):
        if given in os.environ:
            env.setdefault(other, os.environ[given])
    return env


# --- Python 3.12 or newer


def probe(executable):
    """The Interpreter behind a path or a pyenv shim; None when it does not really run."""
    try:
        answer = subprocess.check_output([executable, "-c", PROBE], stderr=subprocess.DEVNULL, timeout=20)
        path, version, makes_venv = answer.decode().splitlines()
        return Interpreter(path, tuple(map(int, version.split())), makes_venv == "1")
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def pyenv_pythons():
    """Paths of the 3.12 to 3.14 that pyenv has built, newest first; its shims run only the selected one."""
    root = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    found = []
    for path in glob.glob(os.path.join(glob.escape(root), "versions", "3.*", "bin", "python")):
        numbers = re.match(r"3\.(1[2-4])\.(\d+)$", path.split(os.sep)[-3])
        if numbers:
            found.append((int(numbers[1]), int(numbers[2]), path))
    return [path for _, _, path in sorted(found, reverse=True)]


def find_interpreters():
    """Yield interpreters that are new enough: our own, then those on PATH, then those of pyenv."""
    named = [shutil.which(name) for name in ("python3.14", "python3.13", "python3.12")]
    for executable in [sys.executable, *filter(None, named), *pyenv_pythons()]:
        found = probe(executable)
        if found and found.version >= OLDEST:
            yield found


def find_uv():
    """An installed uv that really runs, or the private one of an earlier start; None without either."""
    for uv in (shutil.which("uv"), UV_VENV / ("Scripts/uv.exe" if ON_WINDOWS else "bin/uv")):
        if uv and succeeds([uv, "--version"], **QUIET):
            return str(uv)
    return None


def install_uv():
    """The path of uv, installed from the package index into a private environment."""
    say("没有 Python 3.12 或更高版本，正在安装 uv 来下载它。", "No Python 3.12: installing uv to get it.")
    own = probe(sys.executable)
    if not own.makes_venv:
        add_venv_module(own)
    shutil.rmtree(str(UV_VENV), ignore_errors=True)
    pip = [venv_python(UV_VENV), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "uv"]
    made = succeeds([own.path, "-m", "venv", UV_VENV]) and succeeds(pip, env=environment())
    return (made and find_uv()) or stop_without_python()


def stop_without_python():
    stop(
        "需要 Python 3.12 或更高版本，自动下载未能成功：请安装 Python 3.12–3.14，或用 PIP_INDEX_URL 与 "
        "UV_PYTHON_INSTALL_MIRROR 指定镜像，然后重新运行。",
        "Python 3.12 or newer is needed and its download was refused: install Python 3.12–3.14, or name mirrors"
        " in PIP_INDEX_URL and UV_PYTHON_INSTALL_MIRROR, and run this again.",
    )


# --- The virtual environment


def venv_python(venv):
    return venv / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")


def is_sound(venv):
    """Whether it runs a new enough Python with pip, and no installation into it was cut short."""
    check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    return not (venv / "installing").exists() and succeeds([venv_python(venv), "-c", check], **QUIET)


def add_venv_module(interpreter):
    """Debian packs the venv module apart from Python: install it as root, else name the command and stop."""
    package = "python{}.{}-venv".format(*interpreter.version)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get") and interpreter.path.startswith("/usr/bin/"):
        say(f"系统缺少 venv 模块，正在用 apt-get 安装 {package}。", f"Installing {package} with apt-get.")
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(["apt-get", "update", "-qq"], env=env)
        if succeeds(["apt-get", "install", "-y", "-qq", package], env=env, stdout=subprocess.DEVNULL):
            return
    stop(
        f"这台机器的 Python 缺少 venv 模块，请先执行 sudo apt install {package}，再重新运行本命令。",
        f"This Python has no venv module: run sudo apt install {package}, then this command again.",
    )


def make_venv():
    """Make .venv from the first interpreter that can; where there is none, uv provides it."""
    say("正在创建虚拟环境 .venv。", "Making the virtual environment .venv.")
    shutil.rmtree(str(VENV), ignore_errors=True)
    found = list(find_interpreters())
    able = [each for each in found if each.makes_venv]
    uv = None if able else find_uv()
    if found and not able and not uv:
        add_venv_module(found[0])
        able = found[:1]
    if able:
        made = succeeds([able[0].path, "-m", "venv", VENV])
    else:
        venv = [uv or install_uv(), "venv", "-q", "--seed"]
        wanted = found[0].path if found else ">=3.12,<3.15"
        made = succeeds([*venv, "--python", wanted, VENV], env=environment())
    if not made and not found:
        stop_without_python()
    if not made:
        stop(f"无法创建 {VENV}，原因见上。", f"{VENV} could not be made; the reason is above.")


def install(requirements):
    """Install a requirements file with pip, unless this very text of it is installed already."""
    stamp = VENV / (requirements + ".sha256")
    digest = hashlib.sha256((HERE / requirements).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say(f"正在安装 {requirements}，约需一分钟。", f"Installing {requirements}, which takes about a minute.")
    unfinished = VENV / "installing"
    unfinished.touch()
    pip = [venv_python(VENV), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    done = succeeds([*pip, "-r", HERE / requirements], env=environment())
    if done or stamp.exists():  # an environment that never was complete is made anew at the next start
        unfinished.unlink()
    if not done:
        stop(
            "依赖没有装全：请检查网络，或用 PIP_INDEX_URL 指定镜像后重新运行；仍不行时删除 .venv 再试。",
            "The requirements could not be installed: check the network or set PIP_INDEX_URL and run this "
            "again; if that does not help, delete .venv first.",
        )
    stamp.write_text(digest)


def become(command):
    """Let the command take this process's place, so that its exit code and its signals are the caller's."""
    os.chdir(str(HERE))
    if ON_WINDOWS:  # exec there returns to the shell before the command ends
        sys.exit(subprocess.call(command, env=environment()))
    os.execve(command[0], command, environment())


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return
    task = TASKS.get(arguments[0]) if arguments else None
    if not is_sound(VENV):
        make_venv()
    install("requirements-dev.txt" if task else "requirements.txt")
    if task:
        become([str(venv_python(VENV)), "-m", task, *arguments[1:]])
    become([str(venv_python(VENV)), "-m", "portal.serving", *arguments])


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show Chinese still shows the English
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\n• 已停止。Stopped.")
    except PermissionError as error:
        stop(f"没有写入权限：{error.filename}", f"No permission to write {error.filename}.")
