"""
Are 40 000 weekly letters written once each, though the worker is killed in the middle?

`python -m benchmarks.digests` makes so many followers of the demo's proposals in a SQLite
file in build/benchmarks, lets a worker write the week's letters, kills it with signal 9
inside a batch, lets another go on, and looks for letters missing or written twice. Then it
sends some of them to a mail server that only counts, and kills that worker too. It exits
with an error if any letter is lost, or memory is not flat. `--followers` takes less time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import databases

# What a worker may grow between its second batch and its last.
ALLOWED_MEGABYTES = 30
SENT = databases.FOLDER / "sent.txt"


def main() -> None:
    """Measure with processes of their own, or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, default=40_000)
    parser.add_argument("--sent", type=int, default=2_000)
    parser.add_argument("--part", choices=list(PARTS), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
        import django

        django.setup()
        PARTS[asked.part](asked)
        return
    with databases.sqlite() as database:
        database.migrate()
        SENT.unlink(missing_ok=True)
        _run(database, "prepare", asked)
        batches = asked.followers // 500
        killed_after = _kill_in_the_middle(
            database, "write", asked, at_line=batches // 2
        )
        rest = _run(database, "write", asked)
        written = _run(database, "count", asked)[-1]
        _kill_in_the_middle(database, "send", asked, at_line=asked.sent // 50 // 2)
        sending = _run(database, "send", asked)
        sent = _run(database, "count_sent", asked)[-1]
    found = {
        "followers": asked.followers,
        "written_when_killed": killed_after,
        **written,
        "letters_per_second": _speed(rest),
        "worker_megabytes": rest[-1]["megabytes"],
        "worker_grew_megabytes": round(rest[-1]["megabytes"] - rest[1]["megabytes"], 1),
        **sent,
        "sent_per_second": _speed(sending),
    }
    print(json.dumps(found, indent=1))
    if found["lost"] or found["twice"] or found["sent_more_than_twice"]:
        sys.exit("Letters were lost or written twice.")
    if found["worker_grew_megabytes"] > ALLOWED_MEGABYTES:
        sys.exit(f"It grew by more than {ALLOWED_MEGABYTES} MB: memory is not flat.")


def prepare(asked: argparse.Namespace) -> None:
    """Let so many addresses follow what happened to proposals in the week that is over."""
    from medverkan.foundation import clock
    from medverkan.foundation.notices.tags import address_tag
    from medverkan.participation.cases.following import mailings
    from medverkan.participation.cases.following.news import News
    from medverkan.participation.cases.models import Follower
    from medverkan.participation.cases.states import Frequency

    mailing = mailings.begin_week(clock.now())
    assert mailing.since_at is not None
    cases = sorted(News(mailing).cases)
    Follower.objects.bulk_create(
        (
            Follower(
                case_id=cases[number % len(cases)],
                email=(email := f"foljer{number}@example.org"),
                address_tag=address_tag(email),
                language=("sv", "sv", "sv", "fi", "en")[number % 5],
                frequency=Frequency.WEEKLY,
                asked_at=mailing.since_at,
                confirmed_at=mailing.since_at,
            )
            for number in range(asked.followers)
        ),
        batch_size=2000,
    )


def write(asked: argparse.Namespace) -> None:
    """Write letters until none is left; a line for each batch."""
    from medverkan.foundation import clock
    from medverkan.participation.cases.following import mailings

    started = time.monotonic()
    while mailings.work(clock.now()):
        _tell(seconds=time.monotonic() - started, done=_written().count())


def count(asked: argparse.Namespace) -> None:
    """Tell how many letters were written, and whether any address has none or two."""
    addresses = list(_written().values_list("to_email", flat=True))
    expected = {f"foljer{number}@example.org" for number in range(asked.followers)}
    _tell(
        written=len(addresses),
        lost=len(expected - set(addresses)),
        twice=len(addresses) - len(set(addresses)),
    )


def send(asked: argparse.Namespace) -> None:
    """Send letters until so many have left the outbox; a line for each batch."""
    from django.test.utils import override_settings

    from medverkan.foundation import clock
    from medverkan.foundation.notices import outbox
    from medverkan.foundation.notices.states import State

    started = time.monotonic()
    with override_settings(EMAIL_BACKEND="benchmarks.counting_mail.EmailBackend"):
        # Ten minutes on, so that what the killed worker held is free again.
        while (gone := _written().filter(state=State.SENT).count()) < asked.sent:
            _tell(seconds=time.monotonic() - started, done=gone)
            outbox.deliver(clock.now() + 2 * outbox.LEASE)
    _tell(seconds=time.monotonic() - started, done=gone)


def count_sent(asked: argparse.Namespace) -> None:
    """Tell how often the mail server got the same letter."""
    from medverkan.foundation.notices.states import State

    ids = SENT.read_text().split()
    twice = len(ids) - len(set(ids))
    _tell(
        taken_by_the_mail_server=len(ids),
        sent_twice_at_the_kill=twice,
        sent_more_than_twice=sum(ids.count(one) > 2 for one in set(ids))
        if twice
        else 0,
        noted_as_sent=_written().filter(state=State.SENT).count(),
    )


PARTS = {
    "prepare": prepare,
    "write": write,
    "count": count,
    "send": send,
    "count_sent": count_sent,
}


def _written() -> Any:
    from medverkan.foundation.notices.models import Delivery

    return Delivery.objects.filter(letter="follow.week")


def _command(part: str, asked: argparse.Namespace) -> list[str]:
    return [
        sys.executable, "-m", "benchmarks.digests", "--part", part,
        "--followers", str(asked.followers), "--sent", str(asked.sent),
    ]  # fmt: skip


def _run(
    database: databases.Database, part: str, asked: argparse.Namespace
) -> list[dict[str, float]]:
    done = subprocess.run(
        _command(part, asked), cwd=databases.ROOT, env=database.environment, check=True,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def _kill_in_the_middle(
    database: databases.Database, part: str, asked: argparse.Namespace, *, at_line: int
) -> float:
    """Kill a worker inside the batch after this line; return what it had done by then."""
    worker = subprocess.Popen(
        _command(part, asked), cwd=databases.ROOT, env=database.environment,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert worker.stdout is not None
    line = "{}"
    for _ in range(max(at_line, 1)):
        line = worker.stdout.readline()
    time.sleep(0.1)
    worker.kill()
    worker.wait()
    return json.loads(line)["done"]


def _speed(lines: list[dict[str, float]]) -> int:
    first, last = lines[0], lines[-1]
    return round((last["done"] - first["done"]) / (last["seconds"] - first["seconds"]))


def _tell(**values: float) -> None:
    print(json.dumps(values | {"megabytes": round(_megabytes(), 1)}), flush=True)


def _megabytes() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
