"""What a page of the notices' list costs, near and far: processor time of whole requests, in one run.

Needs a library in the database, e.g. of bench.library.fill; the goal at 100,000 notices is page 1,000 ≤ 1.3 × page 1.
"""

import time
from typing import NamedTuple

from django.db import connection
from django.test import Client

from notices.models import Notice
from publishing.listing import PER_PAGE

LIST = "/notices/"
ROUNDS = 7


class PageCost(NamedTuple):
    page: int
    milliseconds: float  # of this process; on PostgreSQL the server's work comes on top
    plan: str  # how the database finds the keys of the page


def list_pages(pages=(1, 1000), rounds: int = ROUNDS) -> list[PageCost]:
    """The least of several requests for each page, taken in turn so that a busy machine is busy for all of them."""
    client = Client(headers={"host": "127.0.0.1"})
    best = dict.fromkeys(pages, float("inf"))
    for _ in range(rounds):
        for page in pages:
            began = time.process_time()
            response = client.get(LIST, {"page": page})
            best[page] = min(best[page], (time.process_time() - began) * 1000)
            if f"第 {page} 页，" not in response.content.decode():
                raise ValueError(f"The library has no page {page}.")
    return [PageCost(page, best[page], plan_of(page)) for page in pages]


def plan_of(page: int) -> str:
    rows = Notice.objects.for_list().values_list("pk", flat=True)[(page - 1) * PER_PAGE : page * PER_PAGE]
    return rows.explain(**({"analyze": True, "buffers": True} if connection.vendor == "postgresql" else {}))
