"""How gunicorn serves the portal behind nginx: the container and the systemd unit start it with this file.

WEB_CONCURRENCY sets the number of processes; any other option may be added in GUNICORN_CMD_ARGS.
"""

import os

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2
threads = 4
preload_app = False  # so that SIGHUP starts workers with new code before it ends the old ones
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than nginx keeps its side open, so that it never meets a closed connection
max_requests = 20_000
max_requests_jitter = 2_000
if os.access("/dev/shm", os.W_OK):
    worker_tmp_dir = "/dev/shm"  # the heartbeat file of a worker must not wait for a disk
control_socket_disable = True
loglevel = "warning"  # requests are logged by the portal itself, without query strings
