from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.files import operations as files
from medverkan.foundation.files.preparation import prepare
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Disqualification, Message
from medverkan.publishing.records import finding, handouts, operations
from medverkan.publishing.records.models import RecordRequest, RequestedItem
from medverkan.publishing.records.states import Choice
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import LegalHold
from tests.factories.cases import AT, assigned_officer, lodged
from tests.factories.records import (
    TWO_YEARS_LATER,
    approved,
    closed,
    keeper,
    rule,
)

pytestmark = pytest.mark.django_db


def asked(authority, **values):
    return operations.note_request(
        **{
            "authority": authority,
            "wanted": "Lampan vid bron",
            "asker": "",
            "contact": "",
            "actor": ANYONE,
            "at": AT,
        }
        | values
    )


@pytest.fixture
def case():
    return lodged(text="Ring mig på 070-123 45 67. Lampan är trasig.")


@pytest.fixture
def registrar(case):
    return keeper(case.authority)


@pytest.fixture
def request_(case, registrar):
    made = asked(case.authority)
    return operations.add_case(request=made, case=case, actor=registrar, at=AT)


def choose(request, choice, actor, text=""):
    item = request.items.get(message__isnull=False)
    return operations.choose(
        item=item, choice=choice, title="Lampan", text=text, actor=actor, at=AT
    )


def hand_out(request, actor):
    return operations.hand_out(request=request, way="email", actor=actor, at=AT)


def refuse(request, actor):
    return operations.refuse(
        request=request,
        provision="OSL 21:1",
        reasons="Uppgiften rör hälsa.",
        post="registrator",
        actor=actor,
        at=AT,
    )


def grounds():
    holds = LegalHold.objects.filter(lifted_at=None).order_by("pk")
    return [hold.ground for hold in holds]


class TestFind:
    @pytest.mark.parametrize(
        "text", ["lampan är TRASIG", "marja lind", "marja@example.org", ""]
    )
    def test_by_words_and_by_sender(self, case, registrar, text):
        assert finding.find(registrar, case.authority, text=text) == [case]

    def test_by_number_and_reference(self, case, registrar):
        [found] = finding.find(registrar, case.authority, text=case.reference)

        number = found.number_in_diary
        assert finding.find(registrar, case.authority, text=number) == [case]

    def test_by_day(self, case, registrar):
        day = AT.date()
        day_after = day + dt.timedelta(days=1)

        find = finding.find
        assert find(registrar, case.authority, first=day, last=day) == [case]
        assert find(registrar, case.authority, first=day_after) == []

    def test_nothing_of_another_authority(self, case, registrar):
        other = lodged()

        assert finding.find(registrar, other.authority, text="Lampan") == []

    def test_nothing_that_is_closed_by_a_conflict(self, case):
        user, officer = assigned_officer(case)
        cases.declare_conflict(
            case=case, user=user, ground=Disqualification.Ground.DECLARED,
            actor=officer, at=AT,
        )  # fmt: skip

        assert finding.find(officer, case.authority, text="Lampan") == []

    def test_anything_however_odd(self, case, registrar):
        for text in ("%", "'; DROP TABLE", "\\", "_" * 200):
            finding.find(registrar, case.authority, text=text)


class TestARequest:
    def test_asks_nobody_who_they_are(self, case):
        made = asked(case.authority)

        assert (made.asker, made.contact, made.noted_by) == ("", "", None)

    def test_holds_what_it_is_about(self, request_):
        assert grounds() == [LegalHold.Ground.REQUEST]

    def test_withholds_all_until_looked_at(self, request_, registrar):
        assert RequestedItem.objects.get().choice == Choice.WITHHELD
        with pytest.raises(operations.NothingChosen):
            hand_out(request_, registrar)

    def test_takes_a_case_once(self, request_, case, registrar):
        operations.add_case(request=request_, case=case, actor=registrar, at=AT)

        assert request_.items.count() == 1

    def test_takes_no_case_of_another_authority(self, request_, registrar):
        with pytest.raises(NotPermitted):
            operations.add_case(request=request_, case=lodged(), actor=registrar, at=AT)

    def test_is_not_answered_by_strangers(self, request_):
        stranger = keeper(lodged().authority)

        with pytest.raises(NotPermitted):
            hand_out(request_, stranger)


class TestHandingOut:
    def test_gives_the_masked_text_and_keeps_the_original(
        self, request_, registrar, case
    ):
        choose(request_, Choice.MASKED, registrar, "Lampan är [maskat].")

        hand_out(request_, registrar)

        assert Message.objects.get(case=case).text.startswith("Ring mig på 070")
        assert RequestedItem.objects.get().text == "Lampan är [maskat]."
        assert handouts.as_pdf(request_).startswith(b"%PDF")

    def test_is_logged_without_names(self, request_, registrar):
        choose(request_, Choice.WHOLE, registrar)

        hand_out(request_, registrar)

        event = Event.objects.get(name="handout.handed_out")
        assert event.data == {"whole_count": 1, "masked_count": 0, "withheld_count": 0}
        assert event.actor_id == registrar.user_id

    def test_lifts_the_hold(self, request_, registrar):
        choose(request_, Choice.WHOLE, registrar)

        hand_out(request_, registrar)

        assert grounds() == []

    def test_leaves_the_hold_while_somebody_else_waits_for_the_same(
        self, request_, registrar, case
    ):
        other = asked(case.authority)
        operations.add_case(request=other, case=case, actor=registrar, at=AT)
        choose(request_, Choice.WHOLE, registrar)

        hand_out(request_, registrar)

        assert grounds() == [LegalHold.Ground.REQUEST]

    def test_is_done_once_and_not_changed_after(self, request_, registrar):
        choose(request_, Choice.WHOLE, registrar)
        hand_out(request_, registrar)

        with pytest.raises(operations.HasEnded):
            hand_out(request_, registrar)
        with pytest.raises(operations.HasEnded):
            choose(request_, Choice.WITHHELD, registrar)

    def test_suggests_to_mask_what_points_out_a_person(self, case):
        suggested = handouts.suggested(case.opening)

        assert "070" not in suggested
        assert "Lampan är trasig." in suggested

    def test_gives_files_beside_the_paper(self, registrar, case):
        upload = SimpleUploadedFile("brev.txt", b"Hej")
        with transaction.atomic():
            file = files.store(
                prepare(upload), kind="case_attachment", actor=ANYONE, at=AT
            )
        cases.add(case=case, text="Se bilagan.", files=(file,), at=AT)
        made = asked(case.authority)
        operations.add_case(request=made, case=case, actor=registrar, at=AT)
        item = made.items.get(attachment__isnull=False)
        operations.choose(
            item=item, choice=Choice.WHOLE, title="", text="", actor=registrar, at=AT
        )

        with zipfile.ZipFile(io.BytesIO(handouts.as_zip(made))) as archive:
            names = archive.namelist()

        assert names[0] == "handlingar.pdf"
        assert names[1].endswith(".txt")


class TestRefusing:
    def test_is_a_decision_with_how_to_appeal(self, request_, registrar):
        refusal = refuse(request_, registrar)

        request_.refresh_from_db()
        assert request_.state == "refused"
        assert "kammarrätten" in handouts.appeal_instructions(refusal)
        assert handouts.refusal_pdf(refusal).startswith(b"%PDF")

    def test_holds_the_record_for_an_appeal(self, request_, registrar):
        refuse(request_, registrar)

        assert grounds() == [LegalHold.Ground.APPEAL]

    def test_may_follow_on_handing_out_a_part(self, request_, registrar):
        choose(request_, Choice.MASKED, registrar, "Lampan.")
        hand_out(request_, registrar)

        refuse(request_, registrar)

        request_.refresh_from_db()
        assert request_.state == "handed_out"

    def test_is_decided_once(self, request_, registrar):
        refuse(request_, registrar)

        with pytest.raises(operations.AlreadyRefused):
            refuse(request_, registrar)

    def test_is_not_for_a_contact_centre(self, request_, case):
        with pytest.raises(NotPermitted):
            refuse(request_, keeper(case.authority, Role.CONTACT_CENTRE))

    def test_of_what_was_taken_back_is_none(self, request_, registrar):
        operations.take_back(request=request_, actor=registrar, at=AT)

        with pytest.raises(operations.HasEnded):
            refuse(request_, registrar)
        assert grounds() == []


def test_destruction_empties_what_was_handed_out_and_who_asked():
    case = closed()
    registrar = keeper(case.authority)
    made = asked(case.authority, asker="Ellen", contact="ellen@example.org")
    operations.add_case(request=made, case=case, actor=registrar, at=AT)
    choose_first = made.items.order_by("pk").first()
    operations.choose(
        item=choose_first, choice=Choice.MASKED, title="x", text="Lampan.",
        actor=registrar, at=AT,
    )  # fmt: skip
    hand_out(made, registrar)
    LegalHold.objects.update(lifted_at=AT, lifting_reason="klart")
    rule(case.authority)

    operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

    kept = RecordRequest.objects.get()
    assert (kept.asker, kept.contact, kept.wanted) == ("", "", "")
    assert kept.state == "handed_out"
    assert not RequestedItem.objects.exclude(text="").exists()


def test_the_system_may_answer(case):
    made = asked(case.authority)

    operations.take_back(request=made, actor=SYSTEM, at=AT)
