"""One line of log for each event, as text or JSON, with the id of its request and without personal data.

LOG_FORMAT=json is for machines that collect logs: {"time", "level", "logger", "message", "request_id", …}.
"""

import json
import logging
import re
import time
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
FIELDS_OF_A_REQUEST = ("method", "path", "status", "milliseconds")
PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), "<phone>"),
    (re.compile(r"(/password/reset/key/)[^\s/]+"), r"\1<key>"),
    (re.compile(r"(?<=[\w/])\?[^\s\"'>]+"), "?<query>"),  # codes of inquiries, what was searched
)

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def without_personal(text: str) -> str:
    """The text without e-mail addresses, mobile numbers, reset keys and query strings."""
    for pattern, instead in PERSONAL:
        text = pattern.sub(instead, text)
    return text


class LineFormatter(logging.Formatter):
    """`2026-11-26T08:00:00Z WARNING logger request-id message`, for people."""

    def format(self, record: logging.LogRecord) -> str:
        return without_personal(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name is logging's
        moment = moment_of(record).isoformat(timespec="seconds").replace("+00:00", "Z")
        return f"{moment} {record.levelname} {record.name} {request_id.get() or '-'} {record.message}"


class JsonFormatter(logging.Formatter):
    """One JSON object a line; a traceback is one of its strings."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": moment_of(record).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal(record.getMessage()),
            "request_id": request_id.get(),
        }
        entry |= {name: getattr(record, name) for name in FIELDS_OF_A_REQUEST if hasattr(record, name)}
        if record.exc_info:
            entry["exception"] = without_personal(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False, default=str)


def moment_of(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


class RequestLog:
    """Times a request from its making to `write`, which logs it at level INFO: path, never query or body."""

    logger = logging.getLogger("portal.requests")

    def __init__(self) -> None:
        self.began = time.monotonic()

    def write(self, method: str, path: str, status: int) -> None:
        path = CONTROL.sub("?", without_personal(path))  # a reader's %0A begins no line of its own
        milliseconds = round((time.monotonic() - self.began) * 1000)
        fields = {"method": method, "path": path, "status": status, "milliseconds": milliseconds}
        self.logger.info("%s %s %s %s ms", method, path, status, milliseconds, extra=fields)
