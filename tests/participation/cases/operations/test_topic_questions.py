import pytest
from django.core.exceptions import ValidationError

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import TopicQuestion
from medverkan.participation.cases.states import AskedKind
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db
LABEL = {"sv": "Vilket nummer står på stolpen?"}


def save(question=None, *, topic, actor=SYSTEM, label=LABEL, **facts):
    return operations.save_topic_question(
        question=question,
        topic=topic,
        label=label,
        actor=actor,
        at=AT,
        **{"kind": AskedKind.TEXT} | facts,
    )


class TestSaveTopicQuestion:
    def test_writes_a_question_with_a_code_and_an_event(self):
        question = save(topic=TopicFactory())

        assert question.code == "vilket-nummer-star-pa-stolpen"
        event = Event.objects.get(name="topic_question.saved")
        assert event.subject_id == question.pk

    def test_gives_the_same_question_another_code_in_another_topic(self):
        codes = {save(topic=TopicFactory()).code for _ in range(2)}

        assert codes == {
            "vilket-nummer-star-pa-stolpen",
            "vilket-nummer-star-pa-stolpen-2",
        }

    def test_asks_at_most_four_about_a_topic(self):
        topic = TopicFactory()
        first, *_rest = [save(topic=topic) for _ in range(4)]

        with pytest.raises(operations.TooManyQuestions):
            save(topic=topic)
        save(first, topic=topic, is_required=True)
        save(first, topic=topic, is_asked=False)
        save(topic=topic)

        assert TopicQuestion.objects.filter(is_asked=True).count() == 4

    def test_asks_for_swedish(self):
        with pytest.raises(ValidationError):
            save(topic=TopicFactory(), label={"en": "Which number?"})

    def test_is_not_for_officers_or_residents(self):
        topic = TopicFactory()

        for actor in (ANYONE, officer_of(lodged())):
            with pytest.raises(NotPermitted):
                save(topic=topic, actor=actor)
