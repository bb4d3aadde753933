"""A web process and the worker are killed in the middle of a burst of submissions."""

from __future__ import annotations

import email
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases.models import Case
from medverkan.reference.register.models import Record
from tests import processes
from tests.factories.bodies import BodyFactory
from tests.factories.pathways import RuleSetFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
BURST = 40
# A process that is killed hangs up at once; one on a busy machine answers in the end.
PATIENCE = 300
# A worker that writes each letter to a file of its own; later letters are due at once.
WORK = """
import datetime as dt, sys
from django.conf import settings
from medverkan.foundation import clock
from medverkan.foundation.notices import outbox
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = sys.argv[1]
real = outbox.note_success
def slowly(delivery, *, at):
    print("sent", flush=True)
    real(delivery, at=at)
outbox.note_success = slowly
at = clock.now() + dt.timedelta(minutes=int(sys.argv[2]))
while outbox.deliver(at):
    pass
"""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Lets the caller see the redirect itself."""

    def redirect_request(self, *args, **kwargs):
        return None


OPENER = urllib.request.build_opener(NoRedirect)


@pytest.fixture
def address():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return "127.0.0.1", free.getsockname()[1]


def serve(address, url: str) -> subprocess.Popen:
    host, port = address
    script = (
        "import sys\n"
        "from django.core.servers.basehttp import run, get_internal_wsgi_application\n"
        f"run({host!r}, {port}, get_internal_wsgi_application(), threading=True)\n"
    )
    process = processes.start(script, url=url, ALLOWED_HOSTS="127.0.0.1")
    # However long a busy machine takes: only a process that has ended will never answer.
    while process.poll() is None:
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process
    raise AssertionError("the web process did not start")


def send(address, number: int) -> str | None:
    """Send a report; return the page it leads to, or None when it was not acknowledged."""
    answer = {
        "kind": "fault", "text": f"Nummer {number}", "page": "",
        "email": f"p{number}@example.org", "key": f"{number:022d}",
    }  # fmt: skip
    host, port = address
    try:
        OPENER.open(
            f"http://{host}:{port}/tillganglighet/beratta/",
            urllib.parse.urlencode(answer).encode(),
            timeout=PATIENCE,
        )
    except urllib.error.HTTPError as answered:
        return answered.headers["Location"] if answered.code == 302 else None
    except OSError:
        return None
    return None


def is_open(address, path: str) -> bool:
    host, port = address
    with OPENER.open(f"http://{host}:{port}{path}", timeout=PATIENCE) as page:
        return page.status == 200


class TestKilling:
    @pytest.fixture(autouse=True)
    def way_in(self):
        BodyFactory(kind="executive_board")
        RuleSetFactory()

    def test_a_web_process_loses_nothing_acknowledged_and_doubles_nothing(
        self, address
    ):
        url = processes.database_url()
        web = serve(address, url)
        with ThreadPoolExecutor(4) as senders:
            waiting = [senders.submit(send, address, n) for n in range(BURST)]
            waiting[BURST // 4].result()
            processes.kill(web)
            acknowledged = [page for each in waiting if (page := each.result())]
        assert 0 < len(acknowledged) < BURST

        web = serve(address, url)
        try:
            opened = [is_open(address, page) for page in acknowledged]
            again = [send(address, n) for n in range(BURST)]
        finally:
            processes.kill(web)

        assert all(opened)
        assert all(again)
        assert set(acknowledged) <= set(again)
        assert Case.objects.count() == Record.objects.count() == BURST
        assert Delivery.objects.count() == BURST

    def test_a_worker_sends_every_letter_and_none_twice_that_was_noted(
        self, address, tmp_path
    ):
        url = processes.database_url()
        web = serve(address, url)
        sent = [send(address, n) for n in range(BURST)]
        processes.kill(web)
        assert all(sent)

        worker = start_worker(tmp_path, url, minutes=0)
        for _ in range(BURST // 4):
            processes.wait_for(worker, "sent")
        processes.kill(worker)
        again = start_worker(tmp_path, url, minutes=11)
        again.communicate(timeout=PATIENCE)

        assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
        ids = sorted(message_ids(tmp_path))
        assert set(ids) == set(Delivery.objects.values_list("message_id", flat=True))
        # The one that was on its way when the worker died may come twice, and is known by its id.
        assert len(ids) - len(set(ids)) <= 1


def start_worker(folder: Path, url: str, *, minutes: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", "import django; django.setup()\n" + WORK,
         str(folder), str(minutes)],
        cwd=django_settings.ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": str(django_settings.ROOT),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def message_ids(folder: Path) -> list[str]:
    found = []
    for file in folder.glob("*.log"):
        for text in file.read_text().split("-" * 79 + "\n"):
            message = email.message_from_string(text.lstrip())
            if message["Message-ID"]:
                found.append(message["Message-ID"])
    return found
