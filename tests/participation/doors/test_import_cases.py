import gc
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from medverkan.participation.cases.models import Case
from medverkan.participation.doors.importing import files
from medverkan.participation.doors.models import ImportedRow
from medverkan.reference.bodies.models import Topic
from medverkan.reference.register.models import Record
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    AddressFactory,
    BodyFactory,
    RoleAssignmentFactory,
    TopicFactory,
)
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

    def test_finds_where_an_address_lies(self, write):
        spot = AddressFactory(street__name="Åsbogatan", number=12)

        run(write("title;text;date;place\nx;y;2026-11-02;Åsbogatan 12\n"))

        assert Case.objects.get().longitude == spot.longitude

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

    def test_tells_a_row_that_stands_twice_in_a_dry_run(self, write):
        row = "Lampan;Trasig;2026-11-02\n"

        told, code = run(write("title;text;date\n" + row + row), "--dry-run")

        assert code == 0
        assert [row["state"] for row in told["rows"]] == ["well", "already"]

    def test_takes_what_arrived_before_there_were_rules(self, write):
        _told, code = run(write("title;text;date\nx;y;1998-03-01\n"))

        assert code == 0
        assert Case.objects.get().arrived_at.year == 1998

    def test_publishes_what_a_reviewer_has_read(self, write):
        reviewer = UserFactory()
        body = Topic.objects.get().body
        RoleAssignmentFactory(user=reviewer, role="reviewer", body=body)

        told, _code = run(write(GOOD), "--published-by", reviewer.email.upper())

        case = Case.objects.get()
        assert told["rows"][0]["published"]
        assert case.published_text == "Lampan är trasig"

    def test_publishes_nothing_else(self, write):
        told, _code = run(write(GOOD))

        assert told["rows"][0]["published"] is False

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

    @pytest.mark.parametrize(
        "date",
        [
            "2.11.2026",
            "2026/11/02",
            "20261102",
            "46328",
            "46328,0",
            "2026-11-02T00:00+01:00",
        ],
    )
    def test_reads_days_as_spreadsheets_write_them(self, write, date):
        run(write(f'title;text;date\nx;y;"{date}"\n'))

        assert Case.objects.get().arrived_at.isoformat() == "2026-11-01T23:00:00+00:00"

    def test_knows_the_columns_of_other_swedish_systems(self, write):
        text = "Ankomstdatum;Ärendenummer;Meddelande;Rubrik\n2026-11-02;17;y;x\n"

        told, code = run(write(text))

        assert (code, told["rows"][0]["id"]) == (0, "17")

    @pytest.mark.parametrize("first", ["sep=;\r\n", "\r\n", ""])
    def test_reads_what_stands_before_the_header(self, write, first):
        told, code = run(
            write(first + 'title;text;date;;\r\nx;"y\r\nz";2026-11-02;;;\r\n')
        )

        assert code == 0
        assert told["rows"][0]["line"] == 2 + bool(first)

    def test_reads_json_lines_whatever_the_file_is_called(self, write):
        row = {"title": "x", "description": "y", "date": "2026-11-02", "year": 2026}

        told, code = run(write(json.dumps(row), "cases.txt"))

        assert code == 0
        assert told["columns_passed_over"] == ["year"]

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
    @pytest.mark.parametrize("text", ['{"a": 1}', '["a"]', "true", "1e999", "NaN"])
    def test_of_json_is_neither_text_nor_a_number(self, write, text):
        line = f'{{"title": "x", "text": {text}, "date": "2026-11-02"}}'

        told, code = run(write(line, "cases.jsonl"))

        assert code == 1
        assert told["rows"][0]["reasons"] == ["text är varken text eller ett tal."]
        assert Case.objects.count() == 0

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
            ("x;y;2026-11-02;;;z", "fler celler än kolumner"),
            ("x;y;2/11 2026;", "är inget datum"),
            ('x;"y;2026-11-02;', "går inte att läsa"),
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

    def test_has_the_id_of_another(self, write):
        path = write("id;title;text;date\n1;x;y;2026-11-02\n1;x;z;2026-11-02\n")

        assert "Rad 2 har samma id" in reasons(path)

    def test_is_a_line_too_long(self, write):
        path = write('{"a": "' + "x" * 1_200_000 + '"}\n{\n', "cases.jsonl")
        told, _code = run(path)

        assert [row["line"] for row in told["rows"]] == [1, 2]
        assert "för lång" in told["rows"][0]["reasons"][0]

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
            (b"a;b;c\n1;2;3\n", r"title \(.+text \(.+date \("),
        ],
    )
    def test_that_cannot_be_read_is_said(self, write, content, why):
        with pytest.raises(CommandError, match=why) as error:
            call_command("import_cases", write(content))

        assert error.value.returncode == 2

    def test_that_is_one_list_is_said(self, write):
        told, code = run(write('[{"title": "x"}]', "cases.json"))

        assert code == 2
        assert "ett objekt på varje rad" in told["error"]

    def test_of_an_unknown_reviewer_is_said(self, write):
        told, code = run(write(GOOD), "--published-by", "nobody@example.org")

        assert code == 2
        assert "nobody@example.org" in told["error"]

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
        rows = "".join(f"x;{n} är trasig;i går\n" for n in range(100))
        path, out = write("title;text;date\n" + rows), RowsAlive()

        gc.freeze()
        with pytest.raises(CommandError):
            call_command("import_cases", path, "--json", stdout=out)
        gc.unfreeze()

        assert out.getvalue().count('"state": "bad"') == 100
        assert 1 <= out.most <= 3


class RowsAlive(StringIO):
    """
    An output that counts, at every outcome written to it, the rows still in memory.

    What was there before is frozen, so that it need not be looked through each time.
    """

    most = 0

    def write(self, text):
        gc.collect()
        alive = sum(type(thing) is files.Row for thing in gc.get_objects())
        self.most = max(self.most, alive)
        return super().write(text)


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
