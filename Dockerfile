# The portal's image: web server by default, worker as `python manage.py work`. compose.yaml puts both to work;
# docs/deploy.md says how, and how these lines were checked.

FROM python:3.13-slim AS build
ARG PIP_INDEX_URL
WORKDIR /srv/zone-portal
COPY requirements.txt ./
RUN python3 -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --target /brotli brotli==1.2.1
COPY . .
# Only the compression needs brotli; what serves the files does not.
RUN COLLECTING_STATIC=1 STATIC_BROTLI=1 VAR_DIR=/tmp/var STATIC_ROOT=/static PYTHONPATH=/brotli \
    /venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.13-slim
# pg_dump and pg_restore for `manage.py backup`: at least as new as the server in compose.yaml.
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --home-dir /data --create-home --shell /usr/sbin/nologin zone-portal
WORKDIR /srv/zone-portal
COPY --from=build /venv /venv
COPY --from=build /static /static
COPY --from=build /srv/zone-portal /srv/zone-portal
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 VAR_DIR=/data STATIC_ROOT=/static
USER zone-portal
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "--bind", "0.0.0.0:8000", "portal.wsgi:application"]
