"""Finds nginx for the proxy lane, and installs it on Debian when we are root."""

import os
import shutil
import subprocess

INSTALL = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx-light"]
SYSTEM_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


class NginxUnavailableError(Exception):
    """There is no nginx; the message says what to do."""


def find_nginx() -> str:
    """The path of nginx, from $NGINX_PATH or the usual places; empty when there is none."""
    return shutil.which(os.environ.get("NGINX_PATH") or "nginx", path=SYSTEM_PATH) or ""


def provide_nginx() -> str:
    """The path of an nginx. Raises NginxUnavailableError without one."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install and not find_nginx():
        print("\n• 正在用 apt-get 安装 nginx。\n  Installing nginx.", flush=True)
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(["apt-get", "update", "-qq"], env=env)
        subprocess.call(INSTALL, env=env, stdout=subprocess.DEVNULL)
    path = find_nginx()
    if not path:
        raise NginxUnavailableError("nginx is missing: sudo apt-get install nginx-light")
    return path
