"""The configuration of nginx in deploy/, moved into a test's folder, with a certificate for localhost."""

import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.nginx import find_nginx

NGINX = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
HTTP = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log warn;
worker_rlimit_nofile 4096;
events {{ worker_connections 2048; }}
http {{
    include /etc/nginx/mime.types;
    access_log {folder}/other.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


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
