"""Finds the Chromium of this machine for the browser tests, and installs it on Debian when we are root."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
INSTALL = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"]


class ChromiumUnavailableError(Exception):
    """There is no Chromium with Chinese fonts; the message says what to do."""


def find_chromium() -> str:
    """The path of Chromium, from $CHROMIUM or the usual names; empty when there is none."""
    named = os.environ.get("CHROMIUM", "")
    found = [path for path in map(shutil.which, filter(None, [named, *NAMES])) if path]
    return found[0] if found else str(MAC) if MAC.exists() else ""


def has_chinese_font() -> bool:
    """Whether Chinese text would be drawn as more than boxes; only fontconfig can be asked."""
    if not shutil.which("fc-list"):
        return os.name == "nt" or MAC.exists()
    return bool(subprocess.check_output(["fc-list", ":lang=zh", "file"]).strip())


def provide_chromium() -> str:
    """The path of a Chromium that can draw Chinese. Raises ChromiumUnavailableError without one."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install and not (find_chromium() and has_chinese_font()):
        print("\n• 正在用 apt-get 安装 Chromium 和中文字体。\n  Installing Chromium and a font.", flush=True)
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(["apt-get", "update", "-qq"], env=env)
        subprocess.call(INSTALL, env=env, stdout=subprocess.DEVNULL)
    path = find_chromium()
    if not path or not has_chinese_font():
        wanted = "a Chinese font" if path else "Chromium"
        raise ChromiumUnavailableError(f"{wanted} is missing: sudo apt-get install chromium fonts-noto-cjk")
    return path
