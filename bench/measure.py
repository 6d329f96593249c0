"""One database: fill it, ask it, and print what that cost as JSON. Started by bench/__main__.py in an environment of its own."""

import argparse
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402  Django must be set up
from django.db import connection  # noqa: E402

from bench.library import texts  # noqa: E402
from bench.page import PageOfResults  # noqa: E402
from bench.queries import draw, truth  # noqa: E402
from notices.models import Notice  # noqa: E402
from publishing import changes  # noqa: E402
from search.api import SearchRequest, matching, search  # noqa: E402
from search.index import sync  # noqa: E402
from search.kinds import KINDS  # noqa: E402
from search.models import SearchText  # noqa: E402
from search.tokens import parse  # noqa: E402

TIMES = 3  # each query, after one that warms up
LIKES = 3  # queries of a class that are also asked by LIKE, which takes long
SAVES = 30
WHOLE_TRUTH = 10_000  # notices up to which every query is compared with the truth


class Clock:
    """Milliseconds of processor time of this process and of the database's; nothing of what else the machine does."""

    def __init__(self):
        self.server = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.server = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def __call__(self) -> float:
        own = time.process_time() * 1000
        return own + int(self.server.read_text().split()[0]) / 1e6 if self.server else own

    @contextmanager
    def into(self, costs: list[float]):
        began = self()
        yield
        costs.append(self() - began)


def costs_of(clock, ask, times=TIMES) -> float:
    costs = []
    for _ in range(times + 1):
        with clock.into(costs):
            ask()
    return statistics.median(costs[1:]) if times else costs[0]


def loop():
    """A million turns of nothing: how fast the machine was, to read milliseconds of other days by."""
    for _ in range(1_000_000):
        pass


def like(q: str) -> int:
    parts = [term.part for term in parse(q).wanted]
    condition = " AND ".join(["(title || head || body) LIKE %s"] * len(parts))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {SearchText._meta.db_table} WHERE {condition}",
            [f"%{part}%" for part in parts],
        )
        return cursor.fetchone()[0]


def measure(notices: int, seed: int) -> dict:
    clock = Clock()
    say(f"{connection.vendor}: {notices} notices are made and put into the index")
    changes._listeners.clear()  # the index is made once, where it is timed
    call_command("generate_sample", notices=notices, seed=seed, stdout=sys.stderr)
    call_command("rebuild_validity", stdout=sys.stderr)
    rebuilt: list[float] = []
    with clock.into(rebuilt):
        call_command("rebuild_search", from_scratch=True, verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    library = texts(WHOLE_TRUTH)
    queries = draw(library, seed)
    say(f"{connection.vendor}: {len(queries)} queries")
    ways = {
        "page": lambda q: search(SearchRequest(q, "notice", with_counts=False)),
        "facets": lambda q: search(SearchRequest(q, "notice")),
        "http": PageOfResults(),
    }
    if connection.vendor == "sqlite":
        from bench.engine import Tantivy

        ways["tantivy"] = Tantivy().page_and_count
    costs: dict = defaultdict(lambda: defaultdict(list))
    asked_by_like: dict = defaultdict(int)
    for query in queries:
        for way, ask in ways.items():
            costs[way][query.group].append(costs_of(clock, lambda ask=ask, q=query.text: ask(q)))
        if asked_by_like[query.group] < LIKES:
            asked_by_like[query.group] += 1
            costs["like"][query.group].append(costs_of(clock, lambda q=query.text: like(q), times=0))
    keys = list(Notice.objects.order_by("?").values_list("pk", flat=True)[:SAVES])
    saved = [costs_of(clock, lambda key=key: sync(KINDS["notice"], [key]), times=0) for key in keys]
    return {
        "costs": costs,
        "loop": costs_of(clock, loop),
        "rebuilt_a_second": round(1000 * notices / rebuilt[0]),
        "saved": [statistics.median(saved), max(saved)],
        "quality": quality(queries, library) if notices <= WHOLE_TRUTH else None,
    }


def quality(queries, library) -> list[float]:
    """[the worst recall, the mean precision] against what a search for substrings finds."""
    recall, precision = [], []
    for query in queries:
        true = truth(query, library)
        found = set(Notice.objects.filter(matching("notice", query.text)).values_list("pk", flat=True))
        recall.append(len(true & found) / len(true) if true else 1)
        precision.append(len(true & found) / len(found) if found else 1)
    return [min(recall), statistics.mean(precision)]


def say(text):
    print(text, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--notices", type=int, nargs="+")
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    print(json.dumps({number: measure(number, options.seed) for number in sorted(options.notices)}))


if __name__ == "__main__":
    main()
