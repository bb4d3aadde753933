import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.foundation.text import Translated
from medverkan.participation.cases import operations, staff_queries
from medverkan.participation.cases.operations.templates import (
    NameTaken,
    TemplateChanged,
    TemplateText,
    UnknownField,
)
from tests.factories.cases import AT

pytestmark = pytest.mark.django_db

SNOW = TemplateText(
    name="Snö", text=Translated({"sv": "Vi plogar {place}.", "fi": "Auraamme {place}."})
)


@pytest.fixture
def template(case, officer):
    return operations.write_template(body=case.body, what=SNOW, actor=officer, at=AT)


def offered(case):
    return list(
        staff_queries.templates_for(case.body_id, authority_ids=[case.authority_id])
    )


class TestWriteTemplate:
    def test_makes_a_draft_that_is_offered_to_nobody(self, case, template):
        assert not template.is_approved
        assert offered(case) == []

    def test_is_for_those_who_answer_at_the_body(self, case):
        with pytest.raises(NotPermitted):
            operations.write_template(body=case.body, what=SNOW, actor=ANYONE, at=AT)

    def test_refuses_a_field_that_there_is_not_in_any_language(self, case, officer):
        what = TemplateText(name="x", text=Translated({"sv": "Hej", "fi": "{nimi}"}))

        with pytest.raises(UnknownField):
            operations.write_template(body=case.body, what=what, actor=officer, at=AT)

    def test_refuses_a_name_that_is_taken(self, case, officer, template):
        with pytest.raises(NameTaken):
            operations.write_template(body=case.body, what=SNOW, actor=officer, at=AT)

    def test_records_no_words(self, template):
        event = Event.objects.get(name="reply_template.written")

        assert event.data == {}
        assert event.subject_id == template.pk


class TestApproveTemplate:
    def test_offers_it(self, case, template, colleague):
        operations.approve_template(
            template=template, version=1, actor=colleague, at=AT
        )

        assert offered(case) == [template]

    def test_is_not_for_the_one_who_wrote_it(self, template, officer):
        with pytest.raises(NotPermitted):
            operations.approve_template(
                template=template, version=1, actor=officer, at=AT
            )

    def test_is_of_the_text_that_was_read(self, template, officer, colleague):
        operations.rewrite_template(
            template=template, what=SNOW, version=1, actor=officer, at=AT
        )

        with pytest.raises(TemplateChanged):
            operations.approve_template(
                template=template, version=1, actor=colleague, at=AT
            )

    def test_twice_is_once(self, template, colleague):
        for _ in range(2):
            operations.approve_template(
                template=template, version=1, actor=colleague, at=AT
            )

        assert Event.objects.filter(name="reply_template.approved").count() == 1


class TestRewriteTemplate:
    def test_makes_it_a_draft_again(self, case, template, colleague):
        operations.approve_template(
            template=template, version=1, actor=colleague, at=AT
        )

        operations.rewrite_template(
            template=template, what=SNOW, version=2, actor=colleague, at=AT
        )

        assert offered(case) == []

    def test_refuses_to_write_over_what_it_has_not_seen(self, template, officer):
        with pytest.raises(TemplateChanged):
            operations.rewrite_template(
                template=template, what=SNOW, version=0, actor=officer, at=AT
            )


class TestRetireTemplate:
    def test_offers_it_no_more_and_frees_its_name(self, case, template, officer):
        for _ in range(2):
            operations.retire_template(template=template, actor=officer, at=AT)

        operations.write_template(body=case.body, what=SNOW, actor=officer, at=AT)
        assert Event.objects.filter(name="reply_template.retired").count() == 1
