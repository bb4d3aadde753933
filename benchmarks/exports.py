"""
Does an export of a quarter of a million rows keep its memory flat?

`python -m benchmarks.exports` makes so many published cases in a SQLite file in
build/benchmarks, streams them as CSV as the site does, and prints rows per second and how
much the process grew. `--rows` takes less time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time

from benchmarks import databases

# What the process may grow between the first rows and the last: buffers, never the rows.
ALLOWED_MEGABYTES = 40
WARM_UP_ROWS = 2_000


def main() -> None:
    """Make the rows, stream them in a process of their own, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=250_000)
    parser.add_argument("--stream", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.stream:
        print(json.dumps(stream()))
        return
    with databases.sqlite() as database:
        database.migrate()
        made = database.grow_to(asked.rows)
        print(f"{asked.rows} cases made in {made:.0f} s", file=sys.stderr)
        command = [sys.executable, "-m", "benchmarks.exports", "--stream"]
        done = subprocess.run(
            command, cwd=databases.ROOT, env=database.environment, check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    measured = json.loads(done.stdout)
    print(json.dumps(measured, indent=1))
    if measured["grown_megabytes"] > ALLOWED_MEGABYTES:
        sys.exit(f"It grew by more than {ALLOWED_MEGABYTES} MB: memory is not flat.")


def stream() -> dict[str, float]:
    """Stream the file of published cases to nowhere; return rows, speed and growth."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django

    django.setup()
    from medverkan.foundation.design import tables
    from medverkan.publishing.opendata import exports

    rows, size, at_first, started = 0, 0, 0.0, time.monotonic()
    for line in tables.csv_lines(exports.as_rows()):
        rows, size = rows + 1, size + len(line)
        if rows == WARM_UP_ROWS:
            at_first = _megabytes()
    seconds = time.monotonic() - started
    return {
        "rows": rows,
        "megabytes_sent": round(size / 1e6, 1),
        "rows_per_second": round(rows / seconds),
        "memory_megabytes": round(_megabytes(), 1),
        "grown_megabytes": round(_megabytes() - (at_first or _megabytes()), 1),
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
