import datetime as dt

import pytest

from medverkan.foundation import references
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE
from medverkan.foundation.text import Translated
from medverkan.participation.cases import operations, queries
from medverkan.participation.cases.models import Case, Draft, Message, Party
from medverkan.participation.cases.states import CaseState, Channel, Publication
from medverkan.reference.bodies.models import Closure
from medverkan.reference.bodies.queries import closures
from medverkan.reference.register.models import Record
from tests.factories.bodies import AreaFactory, TopicFactory
from tests.factories.cases import AT, lodged, said, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


class TestLodge:
    def test_gives_a_reference_that_can_be_said_by_phone(self):
        case = lodged()

        assert references.normalise(case.reference.lower()) == case.reference

    def test_puts_the_case_with_the_body_of_its_topic(self):
        topic = TopicFactory()

        case = lodged(topic=topic)

        assert case.body == topic.body
        assert case.authority == topic.body.authority

    def test_puts_it_in_the_area_of_its_position_unless_another_was_told(self):
        ring = [[12, 57], [13, 57], [13, 58], [12, 57]]
        around = AreaFactory(outline={"type": "Polygon", "coordinates": [ring]})
        told = AreaFactory()
        position = {"latitude": 57.1, "longitude": 12.9}

        assert lodged(**position).area == around
        assert lodged(**position, area=told).area == told
        assert lodged().area is None

    def test_counts_the_answer_in_working_days_over_christmas(self):
        arrived = dt.datetime(2026, 12, 22, 17, 40, tzinfo=dt.UTC)

        case = lodged(at=arrived)

        assert case.due_date == dt.date(2027, 1, 12)

    def test_registers_it_with_one_numbered_document(self):
        case = lodged()

        record = Record.objects.get(about_case=case.pk)
        assert record.arrived_at == case.arrived_at
        assert [d.number for d in record.documents.all()] == [1]

    def test_registers_no_word_of_the_resident(self):
        case = lodged(title="Grannen Olle skräpar ner", text="Olle igen.")

        record = Record.objects.get(about_case=case.pk)
        assert "Olle" not in record.subject_line
        assert "Olle" not in str(list(Event.objects.values_list("data", flat=True)))

    def test_writes_a_letter_with_the_secret_link(self):
        lodging = operations.lodge(
            said=said(), sender=sender(), channel=Channel.WEB, actor=ANYONE, at=AT
        )

        letter = Delivery.objects.get(about_case=lodging.case.pk)
        assert f"/mitt-arende/{lodging.token}/" in letter.text
        assert lodging.case.reference in letter.text

    def test_writes_no_letter_to_somebody_anonymous(self):
        lodged(by=sender(name="", email="", answer_by="none"))

        assert not Delivery.objects.exists()

    def test_keeps_no_personal_identity_number(self):
        case = lodged(title="Om 19121212-1212", text="Min mor 19121212-1212 är sjuk.")

        opening = Message.objects.get(case=case)
        assert "1212-1212" not in opening.title + opening.text

    def test_keeps_none_beside_the_words_either(self):
        number = "19121212-1212"
        who = sender(name=f"Ada {number}", phone=number, address=f"Gatan 1 {number}")

        case = lodged(title="x" * 107 + number, place=f"Kungsgatan {number}", by=who)

        party = Party.objects.get(case=case)
        kept = (case.place, case.opening.title, party.name, party.phone, party.address)
        assert not any("1212" in each for each in kept)

    def test_protects_a_case_on_a_protected_topic(self):
        case = lodged(topic=TopicFactory(is_protected=True), may_be_published=True)

        assert case.is_protected

    def test_waits_for_review_only_if_the_sender_agrees(self):
        assert lodged().publication == Publication.PRIVATE
        assert lodged(may_be_published=True).publication == Publication.AWAITING_REVIEW

    def test_makes_one_case_of_a_draft_sent_twice(self):
        token = references.new_secret()
        operations.save_draft(token=token, content={"text": "x"}, at=AT)
        pathway = RuleSetFactory().pathway

        first = lodged(token=token, pathway=pathway)
        second = lodged(token=token, pathway=pathway)

        assert first == second
        assert Case.objects.count() == 1
        assert Draft.objects.get().content == {}
        assert queries.by_token(token) == first

    def test_keeps_the_rule_set_in_force_at_arrival(self):
        old = RuleSetFactory(in_force_until=AT)
        new = RuleSetFactory(pathway=old.pathway, in_force_from=AT, answer_days=5)

        before = lodged(pathway=old.pathway, at=AT - dt.timedelta(seconds=1))
        after = lodged(pathway=old.pathway, at=AT)

        assert (before.rule_set, after.rule_set) == (old, new)

    def test_takes_arrival_before_recording_from_paper(self):
        arrived = AT - dt.timedelta(days=3)

        case = operations.lodge(
            said=said(),
            sender=sender(),
            channel=Channel.PAPER,
            actor=ANYONE,
            at=AT,
            arrived_at=arrived,
        ).case

        assert (case.arrived_at, case.recorded_at) == (arrived, AT)
        assert case.due_date == dt.date(2026, 11, 20)
        assert case.state == CaseState.RECEIVED

    def test_tells_in_the_letter_that_it_is_closed(self):
        text = Translated(sv="Stängt i jul.", en="Closed at Christmas.")
        Closure.objects.create(text=text, first_date=AT.date(), last_date=dt.date.max)
        closures.announced.forget()

        lodged(by=sender(language="en"))

        assert "Closed at Christmas." in Delivery.objects.get().text
