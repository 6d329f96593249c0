"""python3 run.py bench: what a search costs in milliseconds of processor time, by class of query, on both databases.

Each is asked in the same run, so read the ratios: the machine matters less to them. Nothing here passes or fails.

    --notices 1000 10000     sizes of the library; 100000 takes about an hour
    --seed 7                 of the library and of the queries
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.lanes import HERE, clean_environment
from tests.services import running_services


def run(notices: list[int], seed: int, env: dict[str, str]) -> dict:
    command = [sys.executable, "-m", "bench.measure", "--seed", str(seed), "--notices", *map(str, notices)]
    done = subprocess.run(command, cwd=HERE, env=env, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def table(sqlite: dict, postgres: dict) -> str:
    """A line a class: medians in ms, and the ratios that matter."""
    heads = (
        "class", "SQLite page", "+ facets", "PG page", "+ facets", "tantivy", "LIKE", "PG LIKE", "SQLite/tantivy",
        "LIKE/SQLite", "LIKE/PG",
    )  # fmt: skip
    lines = ["  ".join(f"{head:>14}" for head in heads)]
    for group in sqlite["costs"]["page"]:
        page, facets, tantivy, like = (
            middle(sqlite, way, group) for way in ("page", "facets", "tantivy", "like")
        )
        pg_page, pg_facets, pg_like = (middle(postgres, way, group) for way in ("page", "facets", "like"))
        cells = (
            page,
            facets,
            pg_page,
            pg_facets,
            tantivy,
            like,
            pg_like,
            page / tantivy,
            like / page,
            pg_like / pg_page,
        )
        lines.append("  ".join([f"{group:>14}", *(f"{cell:14.2f}" for cell in cells)]))
    return "\n".join(lines)


def middle(measured, way, group) -> float:
    return statistics.median(measured["costs"][way][group])


def beyond_the_query(measured) -> float:
    """What the page costs more than its search does, median over all queries."""
    costs = measured["costs"]
    return statistics.median(
        http - facets
        for group in costs["http"]
        for http, facets in zip(costs["http"][group], costs["facets"][group], strict=True)
    )


def report(sqlite: dict, postgres: dict):
    for notices in sqlite:
        print(
            f"\n── {notices} notices, median milliseconds of processor time\n{table(sqlite[notices], postgres[notices])}"
        )
        for name, measured in (("SQLite", sqlite[notices]), ("PostgreSQL", postgres[notices])):
            saved, worst = measured["saved"]
            print(f"{name}: a loop of a million turns takes {measured['loop']:.1f} ms")
            print(f"{name}: rebuilds {measured['rebuilt_a_second']} notices a second")
            print(f"{name}: one notice is put in within {saved:.1f} ms (worst {worst:.1f})")
            print(f"{name}: the page of results takes {beyond_the_query(measured):.1f} ms beyond its search")
            if measured["quality"]:
                recall, precision = measured["quality"]
                print(f"{name}: recall {recall:.3f} at worst, precision {precision:.3f} in the mean")


def main():
    parser = argparse.ArgumentParser(
        "python3 run.py bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notices", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        env = clean_environment(Path(folder))
        sqlite = run(options.notices, options.seed, env)
        with running_services() as services:
            postgres = run(options.notices, options.seed, env | services)
    report(sqlite, postgres)


if __name__ == "__main__":
    main()
