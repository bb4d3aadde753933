"""
Submissions a second beside a bare view that inserts one row, on the same server.

`python -m benchmarks.submissions` posts the last step of the intake: each answer is a
registered case with its number, its secret link, its letter and its event, durable on
disk. Drafts are made beforehand, as the steps before write them. Nothing is counted for one
network, since all comes from one.

With `--alone` one process posts to itself: its processor time can be trusted on a machine
that does other things too.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import alone, databases, report, servers, votes, votes_load
from benchmarks.databases import Database

KINDS = {
    "sqlite": databases.sqlite,
    "postgresql": partial(databases.postgresql, is_durable=True),
}
BARE, SUBMITTED = "bare insert", "a submission"
MOST_A_SECOND = {BARE: 4000, SUBMITTED: 400}
FORM = "answer_by=email&email=kim%40example.org&name=Kim&may_be_published=on"


def main() -> None:
    """Measure on the databases asked for, print the table and write JSON."""
    asked = _arguments()
    rows: list[dict[str, Any]] = []
    databases.FOLDER.mkdir(parents=True, exist_ok=True)
    for name in asked.databases:
        opened: AbstractContextManager[Database] = KINDS[name]()
        with opened as database:
            # All of them come from one address.
            database.environment["INTAKE_FLOOD_LIMIT"] = "0"
            database.manage("migrate", "--verbosity", "0")
            database.manage("createcachetable", "--verbosity", "0")
            if asked.alone:
                rows += measure_alone(database, seconds=asked.seconds)
            else:
                rows += measure(database, seconds=asked.seconds, rounds=asked.rounds)
    print(votes.as_table(rows))
    content = {"machine": report.machine(), "submissions": rows}
    asked.output.write_text(json.dumps(content, indent=2) + "\n")
    print(f"Written to {asked.output}")


def measure(database: Database, *, seconds: int, rounds: int) -> list[dict[str, Any]]:
    """Post to each in turn, several times; keep the medians of all but the first."""
    files = _prepare(database, seconds=seconds, rounds=rounds + 1)
    found: dict[str, list[votes_load.Posted]] = {BARE: [], SUBMITTED: []}
    with servers.site(database) as server:
        pids = {"web": server.pid}
        if database.name == "PostgreSQL":
            pids["database"] = votes_load.postmaster(database)
        for turn in range(rounds + 1):
            for place, posted in found.items():
                file = files[f"{place} {turn}"]
                posted.append(
                    votes_load.post_all(
                        server.address, file, seconds=seconds, pids=pids
                    )
                )
    bare = statistics.median(one.requests for one in found[BARE][1:])
    return [
        {
            "database": database.name,
            "what": place,
            **votes.medians(posted[1:], bare=bare),
        }
        for place, posted in found.items()
    ]


def measure_alone(database: Database, *, seconds: int) -> list[dict[str, Any]]:
    """Let one process post to itself; `of bare` is of the processor's time."""
    files = _prepare(database, seconds=seconds, rounds=1)
    found = _step(database, "alone", files[f"{SUBMITTED} 0"], files[f"{BARE} 0"])
    return [
        {
            "database": database.name,
            "what": what,
            "of bare": found["bare"]["CPU ms"] / found[name]["CPU ms"],
            **found[name],
        }
        for name, what in (("bare", BARE), ("it", SUBMITTED))
    ]


def prepare(count: str, rounds: str) -> dict[str, str]:
    """Make the organisation and drafts that wait to be sent; return files of requests."""
    from django.db import connection
    from django.urls import reverse

    from medverkan.foundation import clock, references
    from medverkan.participation.cases.models import Draft
    from medverkan.reference.bodies import operations as bodies
    from medverkan.reference.bodies.models import Topic
    from medverkan.reference.pathways import operations as pathways
    from medverkan.reference.pathways.models import Pathway

    at = clock.now()
    kind = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bench_row (id {kind} PRIMARY KEY, number bigint NOT NULL)"
        )
    bodies.load_demo(at=at)
    pathways.load_demo(at=at)
    pathway = Pathway.objects.get(slug="synpunkt")
    topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
    files = {}
    for turn in range(int(rounds)):
        tokens = [references.new_secret() for _ in range(int(count))]
        Draft.objects.bulk_create(
            (
                Draft(
                    token_hash=references.hash_of(token),
                    content={
                        "text": f"Sanda gångvägen vid hållplats {number}, tack.",
                        "title": f"Sanda vid hållplats {number}",
                        "pathway": pathway.pk,
                        "topic": topics[number % len(topics)],
                        "area": None,
                        "place": "",
                    },
                    made_at=at,
                    expires_at=at.replace(year=at.year + 1),
                )
                for number, token in enumerate(tokens)
            ),
            batch_size=1000,
        )
        lines = [f"{reverse('cases:sender', args=[one])} {FORM}" for one in tokens]
        files[f"{SUBMITTED} {turn}"] = _write(f"submitted {turn}", lines)
        bare = ["/bare-insert/"] * (int(count) * 10)
        files[f"{BARE} {turn}"] = _write(f"bare insert {turn}", bare)
    return files


def _write(name: str, lines: list[str]) -> str:
    file = databases.FOLDER / f"{name.replace(' ', '-')}.txt"
    file.write_text("\n".join(lines) + "\n")
    return str(file)


def _prepare(database: Database, *, seconds: int, rounds: int) -> dict[str, str]:
    count = MOST_A_SECOND[SUBMITTED] * seconds
    return _step(database, "prepare", str(count), str(rounds))


def _step(database: Database, *arguments: str) -> dict[str, Any]:
    """Run a step that needs Django in a process of its own; return what it tells."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.submissions", *arguments],
        cwd=databases.ROOT,
        env=database.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(told.stdout.splitlines()[-1])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--seconds", type=int, default=5, help="a place and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="one process, no server")
    parser.add_argument(
        "--output", type=Path, default=databases.FOLDER / "submissions.json"
    )
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] in (["prepare"], ["alone"]):
        import django

        django.setup()
        if sys.argv[1] == "prepare":
            print(json.dumps(prepare(*sys.argv[2:])))
        else:
            print(json.dumps(alone.measure(*map(Path, sys.argv[2:]))))
    else:
        main()
