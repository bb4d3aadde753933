import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("way")]


def classified(capsys, text):
    call_command("classify", text, "--json", "--by-words")
    return json.loads(capsys.readouterr().out)


class TestClassifyCommand:
    def test_writes_what_it_seems_to_be_and_why(self, topics, capsys):
        said = classified(capsys, "Lampan vid biblioteket lyser inte, lampan är trasig")

        assert said["category"]["value"] == "fault_report"
        assert said["topics"][0]["value"] in {"gatubelysning", "bibliotek"}
        assert said["language"]["value"] == "sv"

    def test_reads_standard_input(self, topics, capsys, monkeypatch):
        given = io.TextIOWrapper(io.BytesIO("Snö och halka överallt".encode()))
        monkeypatch.setattr("sys.stdin", given)

        assert classified(capsys, "-")["topic"]["value"] == "snorojning"

    def test_says_null_when_it_does_not_know(self, topics, capsys):
        said = classified(capsys, "😀 😀")

        assert (said["topic"], said["body"], said["language"]) == (None, None, None)

    @pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"\x00" * 50, b"   \n"])
    def test_stops_at_what_is_no_text(self, topics, raw, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))

        with pytest.raises(CommandError) as stopped:
            call_command("classify", "-")
        assert stopped.value.returncode == 1

    def test_says_that_there_are_no_topics(self):
        with pytest.raises(CommandError) as stopped:
            call_command("classify", "Hej")
        assert stopped.value.returncode == 3
