import pytest
from django.utils.translation import override

from medverkan.foundation.audit import sentences
from medverkan.foundation.audit.models import Event
from medverkan.participation.cases import words
from tests.factories.pathways import RefusalGroundFactory


class TestSentencesOfCases:
    @pytest.mark.parametrize("kind", words.ALARM)
    def test_tell_what_alarmed(self, kind):
        event = Event(name="case.alarm_raised", data={"alarm": kind.value})

        with override("en"):
            assert sentences.sentence(event) == f"Alarm: {words.ALARM[kind]}"

    @pytest.mark.django_db
    def test_tell_why_it_was_not_published(self):
        ground = RefusalGroundFactory()
        event = Event(name="case.publication_refused", data={"ground": ground.key})

        assert str(ground) in sentences.sentence(event)
