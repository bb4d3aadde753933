import json
import os
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medverkan.participation.cases.models import Case
from medverkan.participation.doors.models import ImportedRow
from medverkan.reference.register.models import Record
from tests.factories.bodies import BodyFactory, TopicFactory
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

GOOD = "title;text;date;place;topic;id\nLampan;Lampan är trasig;2026-11-02 14:30;Bron;belysning;A1\n"


@pytest.fixture(autouse=True)
def _municipality():
    RuleSetFactory()
    BodyFactory(kind="executive_board")
    TopicFactory(slug="belysning", name={"sv": "Belysning", "fi": "Valaistus"})


@pytest.fixture
def write(tmp_path):
    def write(content: str | bytes, name: str = "cases.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def run(path, *options: str) -> tuple[dict, int]:
    out, code = StringIO(), 0
    try:
        call_command("import_cases", path, "--json", *options, stdout=out)
    except CommandError as error:
        code = error.returncode
    return json.loads(out.getvalue() or "{}"), code


def reasons(path, *options: str) -> str:
    told, code = run(path, *options)
    assert code == 1
    return " ".join(told["rows"][-1]["reasons"])


class TestImport:
    def test_makes_cases_with_the_day_they_arrived(self, write):
        told, code = run(write(GOOD))

        case = Case.objects.get()
        assert code == 0
        assert told["rows"][0]["reference"] == case.reference
        assert told["rows"][0]["id"] == "A1"
        assert case.arrived_at.isoformat() == "2026-11-02T13:30:00+00:00"
        assert case.topic.slug == "belysning"
        assert case.place == "Bron"
        assert Record.objects.get().arrived_at == case.arrived_at

    def test_takes_a_row_in_once(self, write):
        first, _ = run(write(GOOD))
        second, code = run(write(GOOD))

        assert code == 0
        assert second["rows"][0]["state"] == "already"
        assert second["rows"][0]["reference"] == first["rows"][0]["reference"]
        assert Case.objects.count() == 1

    def test_knows_a_row_without_id_by_its_content(self, write):
        row = "Lampan;Trasig;2026-11-02\n"
        run(write("title;text;date\n" + row + row))

        assert Case.objects.count() == 1

    def test_keeps_ids_of_different_systems_apart(self, write):
        run(write(GOOD), "--source", "a")
        run(write(GOOD), "--source", "b")

        assert Case.objects.count() == 2

    def test_changes_nothing_in_a_dry_run(self, write):
        told, code = run(write(GOOD), "--dry-run")

        assert (code, told["counts"]["well"]) == (0, 1)
        assert Case.objects.count() == 0

    def test_reads_json_lines(self, write):
        row = {"title": "Lampan", "text": "Trasig", "date": "2026-11-02", "id": 7}
        told, code = run(write(json.dumps(row) + "\n", "cases.jsonl"))

        assert code == 0
        assert told["rows"][0]["id"] == "7"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_reads_what_other_programs_save(self, write, encoding):
        text = "Rubrik\tText\tDatum\r\nÅsgatan\tHålet är djupt\t2026-11-02\r\n"
        run(write(text.encode(encoding)))

        assert Case.objects.get().opening.title == "Åsgatan"

    def test_finds_topics_by_name_in_any_language(self, write):
        run(write("title,text,date,topic\nx,y,2026-11-02,valaistus\n"))

        assert Case.objects.get().topic.slug == "belysning"

    def test_takes_out_identity_numbers(self, write):
        run(write("title,text,date\nx,Jag är 19900101-0017,2026-11-02\n"))

        assert "0017" not in Case.objects.get().opening.text

    def test_takes_in_nothing_of_a_row_that_fails(self, write, monkeypatch):
        monkeypatch.setattr(ImportedRow.objects, "create", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            run(write(GOOD))
        assert Case.objects.count() == 0


class TestBadRow:
    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("x;;2026-11-02;", "Text: Texten saknas."),
            ("x;y;;", "Datum: Datumet saknas."),
            ("x;y;i går;", "i går är inget datum"),
            ("x;y;2026-02-30;", "är inget datum"),
            ("x;y;0001-01-01;", "är inget datum"),
            ("x;y;2099-01-01;", "har inte kommit än"),
            ("x;y;2026-11-02;hissar", "Det finns inget ämne som heter hissar."),
            ("x;y;2026-11-02;;;;", "fler celler än kolumner"),
            ("x;y;2019-11-02;", "inga regler"),
            (f"x;{'y' * 140_000};2026-11-02;", "går inte att läsa"),
        ],
    )
    def test_is_named_with_its_line_and_why(self, write, row, why):
        path = write(f"title;text;date;topic\nbra;rad;2026-11-01;\n{row}\n")

        told, code = run(path)

        assert code == 1
        assert told["rows"][-1]["line"] == 3
        assert why in " ".join(told["rows"][-1]["reasons"])
        assert Case.objects.count() == 1

    def test_is_told_in_another_language(self, write):
        path = write("title;text;date\nx;;2026-11-02\n")

        assert "There is no text." in reasons(path, "--language", "en")

    def test_tells_every_reason(self, write):
        told = reasons(write("title;text;date;topic\nx;;i går;hissar\n"))

        assert "saknas" in told
        assert "hissar" in told

    @pytest.mark.parametrize("line", ["{", "[1]", '"x"', "[" * 5000])
    def test_is_a_line_that_is_no_json_object(self, write, line):
        assert "JSON" in reasons(write(line + "\n", "cases.jsonl"))

    def test_does_not_stop_those_after_it(self, write):
        path = write('title;text;date\nx;;2026-11-02\n"a\nb";y;2026-11-02\nz;;\n')
        told, _ = run(path)

        assert [row["line"] for row in told["rows"]] == [2, 3, 5]
        assert Case.objects.count() == 1


class TestFile:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "Filen är tom"),
            (b"\xef\xbb\xbf\r\n", "Filen är tom"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "inte text"),
            (b"title;date\nx;2026-11-02\n", "text"),
            (b"a;b;c\n1;2;3\n", "title, text, date"),
        ],
    )
    def test_that_cannot_be_read_is_said(self, write, content, why):
        with pytest.raises(CommandError, match=why) as error:
            call_command("import_cases", write(content))

        assert error.value.returncode == 2

    def test_that_is_missing_is_said(self, tmp_path):
        with pytest.raises(CommandError) as error:
            call_command("import_cases", tmp_path / "nowhere.csv")

        assert error.value.returncode == 2

    def test_with_only_a_header_is_well(self, write):
        told, code = run(write("title;text;date\n"))

        assert code == 0
        assert told["rows"] == []

    def test_of_an_unknown_kind_is_said(self, write):
        with pytest.raises(CommandError) as error:
            call_command("import_cases", write(GOOD), "--kind", "okand")

        assert error.value.returncode == 2

    def test_is_read_without_keeping_its_rows(self, write):
        def peak_of(count):
            rows = "".join(f"x;{n} är trasig;i går\n" for n in range(count))
            path = write("title;text;date\n" + rows)
            tracemalloc.start()
            with Path(os.devnull).open("w") as out, pytest.raises(CommandError):
                call_command("import_cases", path, "--json", stdout=out, stderr=out)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return peak

        # A key of each row is kept, some 130 bytes; the row itself would be 500 and more.
        assert peak_of(3_000) - peak_of(1_000) < 2_000 * 300


class TestWords:
    def test_are_for_people_without_json(self, write):
        out = StringIO()
        call_command("import_cases", write(GOOD), stdout=out)

        assert "1 rad importerades" in out.getvalue()

    def test_name_bad_rows(self, write):
        out = StringIO()
        with pytest.raises(CommandError, match="1 rad "):
            call_command("import_cases", write(GOOD + "x;;;;;\n"), stdout=out)

        assert "Rad 3: Text: Texten saknas. Datum: Datumet saknas." in out.getvalue()
