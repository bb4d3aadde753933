from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation.audit import once
from medverkan.foundation.audit.models import Submission
from tests import processes

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(at):
    done = []

    def send(payload="hello", key="k", operation="say", do=None):
        def count():
            done.append(payload)
            return {"id": len(done)}

        return once.once(
            key=key, operation=operation, payload=payload, do=do or count, at=at
        )

    send.done = done
    return send


class TestOnce:
    def test_returns_the_first_result_again(self, send):
        assert send() == send() == {"id": 1}
        assert len(send.done) == 1

    @pytest.mark.parametrize("key", ["å" * 65, "a\x00b", "k" * 21_000, "\ud800" * 70])
    def test_takes_whatever_was_sent_as_a_key(self, send, key):
        first = send(key=key)

        assert send(key=key) == first
        assert send(key=key[:-1]) != first
        assert len(Submission.objects.first().key) <= 64

    def test_refuses_the_same_key_with_another_payload(self, send):
        send("hello")

        with pytest.raises(once.SentTwiceDiffering):
            send("goodbye")

    def test_takes_the_order_of_fields_for_nothing(self, send):
        first = send({"a": 1, "b": dt.date(2026, 1, 1)})

        assert send({"b": dt.date(2026, 1, 1), "a": 1}) == first

    def test_keeps_operations_apart(self, send):
        send(operation="say")
        send(operation="sing")

        assert len(send.done) == 2

    def test_keeps_no_word_of_the_payload(self, send):
        send("a secret")

        assert "secret" not in str(Submission.objects.values().get())

    def test_may_be_sent_again_when_the_first_failed(self, send):
        def fail():
            raise RuntimeError

        with pytest.raises(RuntimeError):
            send(do=fail)

        assert send() == {"id": 1}


class TestForgetBefore:
    def test_deletes_what_is_older(self, send, at):
        send()

        assert once.forget_before(at) == 0
        assert once.forget_before(at + dt.timedelta(seconds=1)) == 1


AT_ONCE = """
import sys, datetime as dt, time
from medverkan.foundation.audit.once import once
from medverkan.foundation.audit.models import Submission

def do():
    Submission.objects.create(
        key=sys.argv[0], operation="done", digest="",
        recorded_at=dt.datetime.now(dt.UTC))
    time.sleep(0.5)
    return Submission.objects.filter(operation="done").count()

print("ready", flush=True)
sys.stdin.readline()
print(once(key="k", operation="say", payload="x", do=do, at=dt.datetime.now(dt.UTC)))
"""
COUNT = """
from medverkan.foundation.audit.models import Submission
print(Submission.objects.filter(operation="done").count())
"""


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_run_once_and_both_get_the_result(self):
        url = processes.database_url()
        senders = [processes.start(AT_ONCE, url=url) for _sender in range(3)]
        for sender in senders:
            processes.wait_for(sender, "ready")
        for sender in senders:
            sender.stdin.write("\n")
            sender.stdin.flush()

        results = [sender.communicate(timeout=60)[0].strip() for sender in senders]

        assert results == ["1", "1", "1"]
        assert processes.run(COUNT, url=url).strip() == "1"
