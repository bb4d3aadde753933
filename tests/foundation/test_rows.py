import pytest
from django.db import DatabaseError, connection

from medverkan.foundation import prepared, rows
from medverkan.participation.cases.models import Draft, Message
from medverkan.reference.bodies.models import ClosedDay
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, lodged

pytestmark = pytest.mark.django_db


def a_draft(**given):
    return Draft(**{"token_hash": "a" * 64, "made_at": AT, "expires_at": AT, **given})


class TestInsert:
    def test_writes_what_save_would_write(self):
        inserted = rows.insert(a_draft(content={"text": "Å", "topic": None}))
        saved = a_draft(token_hash="b" * 64, content={"text": "Å", "topic": None})
        saved.save()

        found = list(Draft.objects.order_by("token_hash").values())
        for row in found:
            del row["id"], row["token_hash"]
        assert found[0] == found[1]
        assert not inserted._state.adding
        assert Draft.objects.get(pk=inserted.pk) == inserted

    def test_takes_related_rows_and_texts_in_several_languages(self):
        topic = TopicFactory.build(body=TopicFactory().body, name="Parker")

        rows.insert(topic)

        topic.refresh_from_db()
        assert topic.name == {"sv": "Parker"}

    def test_lets_the_database_write_a_column(self):
        day = rows.insert(ClosedDay(), computed={"date": "'2027-01-04'"})

        day.refresh_from_db()
        assert day.date.isoformat() == "2027-01-04"

    @pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite keeps its statements itself"
    )
    def test_is_planned_once(self):
        for number in range(7):
            rows.insert(a_draft(token_hash=str(number)))

        known = prepared.ask("SELECT statement FROM pg_prepared_statements", {})
        assert any('INSERT INTO "cases_draft"' in statement for (statement,) in known)

    def test_obeys_the_constraints(self):
        rows.insert(a_draft())

        with pytest.raises(DatabaseError):
            rows.insert(a_draft())


class TestChange:
    def test_writes_the_fields_named_and_no_other(self):
        opening = lodged().opening
        opening.title, opening.text = "Ny rubrik", "Ny text"

        rows.change(opening, "title")

        kept = Message.objects.get(pk=opening.pk)
        assert (kept.title, kept.text != "Ny text") == ("Ny rubrik", True)

    def test_tells_that_the_row_is_gone(self):
        draft = rows.insert(a_draft())
        Draft.objects.all().delete()

        with pytest.raises(DatabaseError):
            rows.change(draft, "content")

    def test_asks_the_database_once(self, django_assert_num_queries):
        draft = rows.insert(a_draft())
        draft.content = {"text": "Ö"}

        with django_assert_num_queries(1, connection=connection):
            rows.change(draft, "content")
