import json

import pytest
from django.core.management import call_command

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import SYSTEM, NotPermitted
from medverkan.reference.bodies import operations
from medverkan.reference.bodies.exchange import reading, writing
from medverkan.reference.bodies.exchange.tables import TABLES, TOPICS, by_name
from medverkan.reference.bodies.models import Area, Body, ClosedDay, Topic
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import AdministrationFactory, BodyFactory, actor

pytestmark = pytest.mark.django_db

BODIES = {
    "bodies": [
        {
            "slug": "teknik-forv",
            "kind": "administration",
            "name": {"sv": "Tekniska"},
            "authority": "teknik",
        },
        {"slug": "teknik", "kind": "board", "name": {"sv": "Tekniska nämnden"}},
    ]
}


def _import(content, at, *, is_dry_run=False, by=SYSTEM):
    if isinstance(content, dict):
        content = json.dumps(content).encode()
    return operations.import_organisation(
        content=content, is_dry_run=is_dry_run, actor=by, at=at
    )


def _problems(outcome):
    return [(each.line, each.column) for each in outcome.problems]


class TestImportOrganisation:
    def test_saves_rows_in_whatever_order_they_refer_to_each_other(self, at):
        outcome = _import(BODIES, at)

        assert outcome.is_saved
        assert Body.objects.get(slug="teknik-forv").authority.slug == "teknik"
        assert Event.objects.get(name="organisation.imported").data == {"count": 2}

    def test_changes_nothing_when_sent_twice(self, at):
        _import(BODIES, at)

        outcome = _import(BODIES, at)

        assert outcome.unchanged == {"bodies": 2}
        assert Event.objects.count() == 1

    def test_saves_nothing_in_a_dry_run(self, at):
        outcome = _import(BODIES, at, is_dry_run=True)

        assert outcome.created == {"bodies": 2}
        assert not outcome.is_saved
        assert not Body.objects.exists()

    def test_saves_nothing_when_one_row_is_bad(self, at):
        bad = {"slug": "Fel Slug", "kind": "ministry", "name": {"en": "No Swedish"}}

        outcome = _import({"bodies": [*BODIES["bodies"], bad]}, at)

        assert _problems(outcome) == [(3, "slug"), (3, "kind"), (3, "name_sv")]
        assert not Body.objects.exists()

    def test_names_the_row_that_refers_to_nothing(self, at):
        outcome = _import({"bodies": BODIES["bodies"][:1]}, at)

        assert _problems(outcome) == [(1, "authority")]
        assert "teknik" in outcome.problems[0].why

    def test_names_the_row_that_stands_twice(self, at):
        board = BODIES["bodies"][1]

        outcome = _import({"bodies": [board, board]}, at)

        assert _problems(outcome) == [(2, "slug")]

    def test_names_the_row_that_the_database_would_refuse(self, at):
        alone = {"slug": "ensam", "kind": "administration", "name": {"sv": "Ensam"}}

        outcome = _import({"bodies": [alone]}, at)

        assert _problems(outcome) == [(1, "slug")]

    def test_lets_an_authority_name_itself(self, at):
        board = BODIES["bodies"][1] | {"authority": "teknik"}

        assert _import({"bodies": [board]}, at).is_saved

    def test_is_for_those_who_keep_the_organisation(self, at):
        with pytest.raises(NotPermitted):
            _import(BODIES, at, by=actor(Role.OFFICER))

    @pytest.mark.parametrize(
        ("content", "line"),
        [
            (b'{"bodies": [', 1),
            (b"[]", 1),
            (b"{\n  \xc3\xa5", 2),
            (b'{"ministries": []}', 0),
            (b'{"bodies": {}}', 0),
            (b'{"bodies": ["x"]}', 1),
            (b"\x00\x01\x02", 1),
            (b"", 1),
        ],
    )
    def test_says_what_is_wrong_with_a_broken_file(self, at, content, line):
        outcome = _import(content, at)

        assert outcome.problems[0].line == line
        assert not outcome.is_saved


class TestOutlines:
    @pytest.fixture
    def ring(self):
        return [[12, 57], [13, 57], [13, 58], [12, 57]]

    def _row(self, outline):
        area = {"slug": "hulta", "name": "Hulta", "kind": "district"}
        return {"areas": [area | {"outline": outline}]}

    def test_are_read_back_as_they_were_written(self, at, ring):
        outline = {"type": "Polygon", "coordinates": [ring]}
        _import(self._row(outline), at)

        outcome = _import(writing.as_json().encode(), at)

        assert outcome.unchanged["areas"] == 1
        assert Area.objects.get().outline == outline

    def test_stand_as_text_in_a_cell_of_a_table(self, at, ring):
        cell = json.dumps({"type": "Polygon", "coordinates": [ring]}).replace('"', '""')
        table = f'slug;name;kind;outline\nhulta;Hulta;district;"{cell}"\n'

        assert _import(table.encode(), at).is_saved

    @pytest.mark.parametrize(
        ("outline", "advice"),
        [
            ({"type": "Point", "coordinates": [12, 57]}, "Polygon"),
            ({"type": "Polygon", "coordinates": [[[377_000, 6_400_000]] * 4]}, "99"),
            ({"type": "Polygon", "coordinates": [[[12, 57]] * 2001]}, "2000"),
            ("[" * 100_000, "Polygon"),
            ("9" * 5_000, "Polygon"),
        ],
    )
    def test_that_are_none_are_refused_with_advice(self, at, outline, advice):
        outcome = _import(self._row(outline), at)

        assert _problems(outcome) == [(1, "outline")]
        assert advice in outcome.problems[0].why.replace("\xa0", "")


class TestCsv:
    HEADINGS = "slug;name_sv;keywords_sv;body;is_protected\r\n"

    @pytest.fixture(autouse=True)
    def body(self):
        return AdministrationFactory(slug="teknik")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
    def test_is_read_as_excel_writes_it(self, at, encoding):
        content = self.HEADINGS + "sno;Snö och is;snö, halka;teknik;SANT\r\n;;;;\r\n"

        assert _import(content.encode(encoding), at).is_saved
        topic = Topic.objects.get()
        assert str(topic.name) == "Snö och is"
        assert topic.keywords == {"sv": ["snö", "halka"]}
        assert topic.is_protected

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_takes_any_usual_delimiter(self, at, delimiter):
        lines = ["slug|name_sv|body", "sno|Snö|teknik"]
        content = "\n".join(lines).replace("|", delimiter)

        assert _import(content.encode(), at).is_saved

    def test_heeds_the_line_that_names_the_delimiter(self, at):
        content = "sep=;\r\ndate\r\n2026-05-15\r\n2026-13-01\r\n"

        assert _problems(_import(content.encode(), at)) == [(4, "date")]
        assert not ClosedDay.objects.exists()

    def test_counts_lines_as_an_editor_does(self, at):
        rows = 'sno;"Snö\nis";;teknik;\r\n\r\nhal;Hål;;teknik;kanske\r\n'

        outcome = _import((self.HEADINGS + rows).encode(), at)

        assert _problems(outcome) == [(5, "is_protected")]

    def test_leaves_columns_alone_that_the_file_lacks(self, at):
        _import((self.HEADINGS + "sno;Snö;halka;teknik;ja\r\n").encode(), at)

        _import(b"slug;name_sv;body\r\nsno;Snow;teknik\r\n", at)

        assert Topic.objects.get().is_protected

    def test_names_unknown_missing_and_repeated_columns(self, at):
        outcome = _import(b"slug;slug;name_sv;color\r\n", at)

        columns = {problem.column for problem in outcome.problems}
        assert {"slug", "color"} <= columns

    def test_names_a_row_with_too_many_cells(self, at):
        outcome = _import((self.HEADINGS + "sno;Snö;;teknik;;nej\r\n").encode(), at)

        assert _problems(outcome) == [(2, "")]


class TestRoundTrip:
    def test_of_json_gives_the_same_organisation(self, at):
        operations.load_demo(at=at)
        written = writing.as_json()
        first = next(iter(BodyFactory._meta.model.objects.order_by("pk")))
        first.description = "Changed"
        first.save()

        outcome = _import(written.encode(), at)

        assert outcome.updated == {"bodies": 1}
        assert writing.as_json() == written

    def test_of_csv_changes_nothing(self, at):
        operations.load_demo(at=at)

        for table in TABLES:
            outcome = _import(writing.as_csv(table).encode(), at)

            assert outcome.problems == [], table.name
            assert outcome.unchanged.total() == table.model.objects.count()

    def test_of_csv_runs_no_formula_and_keeps_what_looks_like_one(self, at):
        name = '=HYPERLINK("https://example.org")'
        body = BodyFactory(name={"sv": name})

        written = writing.as_csv(by_name("bodies"))
        outcome = _import(written.encode(), at)

        assert "'=HYPERLINK" in written
        assert (outcome.problems, outcome.updated) == ([], {})
        body.refresh_from_db()
        assert str(body.name) == name


class TestCommands:
    def test_print_problems_as_json_and_fail(self, tmp_path, capsys):
        file = tmp_path / "bodies.json"
        file.write_text(json.dumps({"bodies": BODIES["bodies"][:1]}))

        with pytest.raises(SystemExit):
            call_command("import_organisation", str(file), "--json", "--dry-run")

        printed = json.loads(capsys.readouterr().out)
        assert printed["problems"][0]["column"] == "authority"

    def test_export_what_can_be_imported(self, tmp_path, at):
        operations.load_demo(at=at)
        file = tmp_path / "topics.csv"

        call_command("export_organisation", "--table", "topics", "--output", str(file))

        assert _import(file.read_bytes(), at).unchanged[TOPICS.name] > 40


def test_an_empty_file_is_called_empty_whatever_table_was_meant():
    with pytest.raises(reading.UnreadableFile) as refused:
        reading.read(b"\xef\xbb\xbf \n")

    assert str(refused.value.problems[0]) == "1: Filen är tom."
