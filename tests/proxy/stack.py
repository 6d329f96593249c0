"""The site as docs/deploy.md builds it, on loopback: nginx with TLS → gunicorn → PostgreSQL and Valkey, and the worker.

The files of deploy/ are used as they are, but for paths, ports and the host name.
"""

import contextlib
import os
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.nginx import find_nginx

ROOT = Path(__file__).resolve().parents[2]
NGINX = ROOT / "deploy" / "nginx"
HTTP = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log warn;
worker_rlimit_nofile 4096;
events {{ worker_connections 2048; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Stack:
    url: str  # https, through nginx
    plain_url: str  # http, through nginx
    without_app: str  # https, through the same nginx configuration, but gunicorn is away
    folder: Path
    env: dict[str, str]
    ports: tuple[int, int]  # nginx with TLS, gunicorn

    def manage(self, *arguments: str) -> str:
        """What a management command of the running site prints."""
        command = [*MANAGE, *arguments]
        return subprocess.check_output(command, cwd=ROOT, env=self.env, text=True, encoding="utf-8")

    def get(self, address: str, data: bytes | None = None, **headers: str):
        """The answer to a GET, or to a POST of `data`, whatever its status; redirects are not followed."""
        url = address if address.startswith("http") else self.url + address
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(url, data=data, headers=names)  # noqa: S310  our own server
        try:
            answer = opener(self.folder).open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        answer.body = answer.read()
        return answer


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def opener(folder: Path):
    trusted = ssl.create_default_context(cafile=folder / "cert.pem")
    return urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=trusted))


def make_certificate(folder: Path):
    """A certificate for localhost, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))  # whatever clock the tests are given
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))


def write_conf(folder: Path, name: str, https: int, http: int, app: int) -> Path:
    """deploy/nginx/<name> and what it includes, moved into the folder and to those ports; returns the main file."""
    moved = {
        "/srv/zone-portal/deploy/nginx/": f"{folder}/",
        "root /srv/zone-portal/deploy/nginx": f"root {NGINX}",
        "/etc/letsencrypt/live/invest.example.gov.cn/fullchain.pem": f"{folder}/cert.pem",
        "/etc/letsencrypt/live/invest.example.gov.cn/privkey.pem": f"{folder}/key.pem",
        "/etc/nginx/tls/fullchain.pem": f"{folder}/cert.pem",
        "/etc/nginx/tls/privkey.pem": f"{folder}/key.pem",
        "invest.example.gov.cn": "localhost",
        "/var/log/nginx/portal.log": f"{folder}/access.log",
        "/var/cache/nginx-portal": f"{folder}/cache",
        "127.0.0.1:8000": f"127.0.0.1:{app}",
        "app:8000": f"127.0.0.1:{app}",
        "listen [::]:": "# listen [::]:",  # not every machine has IPv6
        "listen 80": f"listen 127.0.0.1:{http}",
        "listen 443": f"listen 127.0.0.1:{https}",
        "https://$host$request_uri": f"https://$host:{https}$request_uri",
    }
    for source, target in [
        (name, "site.conf"),
        *((f"{part}.conf",) * 2 for part in ("http", "tls", "locations")),
    ]:
        text = (NGINX / source).read_text(encoding="utf-8")
        for old, new in moved.items():
            text = text.replace(old, new)
        (folder / target).write_text(text, encoding="utf-8")
    conf = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is open to its owner only
    conf.write_text(HTTP.format(folder=folder, user=user), encoding="utf-8")
    return conf


def nginx_command(conf: Path) -> list[str]:
    return [find_nginx(), "-p", str(conf.parent), "-c", str(conf), "-e", str(conf.parent / "nginx-error.log")]


def wait_for(stack: Stack, url: str, status: int, seconds: float = 60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if stack.get(url).status == status:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer {status} within {seconds} s")


def site_environment(folder: Path, https: int) -> dict[str, str]:
    """What .env would hold; database and cache are those of the lane."""
    chosen = {
        "SITE_URL": f"https://localhost:{https}",
        "ALLOWED_HOSTS": "localhost",
        "BEHIND_PROXY": "1",
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "MAIL_URL": "",
        "VAR_DIR": folder / "var",
        "STATIC_ROOT": folder / "static",
        "MEDIA_ROOT": folder / "media",
        "PRIVATE_MEDIA_ROOT": folder / "private",
    }
    return dict(os.environ, **{name: str(value) for name, value in chosen.items()})


@contextlib.contextmanager
def running_stack(folder: Path, ports: list[int]) -> Iterator[Stack]:
    """Migrated, with the demo, static files compressed, everything running until the block ends."""
    https, http, app, lonely_https, lonely_http, nobody = ports
    env = site_environment(folder, https)
    lonely = folder / "lonely"
    lonely.mkdir()
    make_certificate(folder)
    for name in ("cert.pem", "key.pem"):
        shutil.copy(folder / name, lonely / name)
    confs = [
        write_conf(folder, "portal.conf", https, http, app),
        write_conf(lonely, "compose.conf", lonely_https, lonely_http, nobody),
    ]
    subprocess.run(
        [*MANAGE, "firstrun"], cwd=ROOT, env=dict(env, COLLECTING_STATIC="1"), check=True, capture_output=True
    )
    gunicorn = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{app}"]
    commands = [
        [sys.executable, *gunicorn, "portal.wsgi:application"],
        [*MANAGE, "work"],
        *[nginx_command(conf) for conf in confs],
    ]
    stack = Stack(
        f"https://localhost:{https}",
        f"http://localhost:{http}",
        f"https://localhost:{lonely_https}",
        folder,
        env,
        (https, app),
    )
    with (folder / "server.log").open("wb") as log:
        started = [subprocess.Popen(each, cwd=ROOT, env=env, stdout=log, stderr=log) for each in commands]
        try:
            wait_for(stack, "/readyz", 200)
            wait_for(stack, stack.without_app, 503)
            yield stack
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(45)
