import datetime as dt

import pytest

from medverkan.foundation.notices import tags
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Case, Suspect
from medverkan.participation.doors.mail.imap import Fetched
from medverkan.participation.doors.models import ReadMail
from medverkan.participation.doors.operations import reading
from tests.factories.cases import AT, lodged
from tests.factories.doors import MailboxFactory, fetched, mail
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(hours=2)


@pytest.fixture(autouse=True)
def _ways(settings):
    settings.REPLY_DOMAIN = "svar.kommun.example"
    RuleSetFactory()


def taken(content: bytes | None = None, *, box=None, **parts) -> ReadMail:
    return reading.take_in(
        mailbox=box or MailboxFactory(), fetched=fetched(content, **parts), at=LATER
    )


def sent_letter(case: Case) -> Delivery:
    return Delivery.objects.filter(about_case=case.pk).earliest("pk")


class TestNewMail:
    def test_becomes_a_case_with_the_day_it_arrived(self):
        box = MailboxFactory()
        read = taken(box=box)

        case = Case.objects.get()
        assert (read.became, read.case) == ("case", case)
        assert case.channel == "email"
        assert case.arrived_at == AT
        assert case.recorded_at == LATER
        assert case.body == box.body
        assert case.opening.title == "Lampan vid bron"
        assert case.parties.get().email == "marja@example.org"
        assert case.parties.get().name == "Marja Lindqvist"

    def test_is_confirmed_to_the_sender(self):
        taken()

        assert Delivery.objects.get().to_email == "marja@example.org"

    def test_counts_once_when_read_twice(self):
        box = MailboxFactory()
        first, second = taken(box=box), taken(box=box)

        assert first == second
        assert Case.objects.count() == 1

    def test_counts_once_without_a_message_id(self):
        box = MailboxFactory()
        content = b"From: a@example.org\r\nSubject: Hej\r\n\r\nLampan"
        for _ in range(2):
            taken(content, box=box)

        assert Case.objects.count() == 1

    def test_is_read_from_html(self):
        html = "<style>p{}</style><p>Lampan <b>vid</b> bron</p><script>x()</script>"
        taken(b"From: a@b.se\r\nContent-Type: text/html\r\n\r\n" + html.encode())

        assert Case.objects.get().opening.text == "Lampan vid bron"

    def test_brings_its_files(self):
        taken(files={"bild.txt": b"Se bilden", "virus.exe": b"MZ\x90\x00" * 20})

        case = Case.objects.get()
        assert case.opening.attachments.get().file.original_name == "bild.txt"
        note = case.messages.get(kind="note")
        assert "virus.exe" in note.text

    def test_shows_what_was_written_now_and_keeps_the_whole(self):
        quoted = "Ny lampa tack\n\nDen 3 nov skrev Kommunen <k@x.se>:\n> Vi lagar\n"
        taken(text=quoted)

        opening = Case.objects.get().opening
        assert opening.text == "Ny lampa tack"
        with opening.attachments.get().file.open() as file:
            assert "Vi lagar" in file.read().decode()

    def test_in_finnish_is_answered_in_finnish(self):
        taken(text="Hei! Katuvalo sillan vieressä on rikki. Voitteko korjata sen pian?")

        assert Case.objects.get().language == "fi"
        assert Delivery.objects.get().language == "fi"

    def test_without_an_address_is_taken_in_and_not_confirmed(self):
        taken(sender="")

        assert Case.objects.count() == 1
        assert Delivery.objects.count() == 0

    def test_from_one_address_over_and_over_is_held_back(self):
        box = MailboxFactory()
        for number in range(7):
            taken(box=box, message_id=f"<{number}@example.org>")

        assert Case.objects.count() == 5
        assert Suspect.objects.filter(reasons=["flood"]).count() == 2

    def test_of_spam_is_held_back(self):
        read = taken(text="We offer SEO services")

        assert read.became == "held"
        assert Suspect.objects.get().channel == "email"
        assert Delivery.objects.count() == 0

    def test_takes_out_identity_numbers(self):
        taken(text="Jag är 19900101-0017\n\n> förut 19900101-0017")

        opening = Case.objects.get().opening
        with opening.attachments.get().file.open() as file:
            assert "0017" not in opening.text + file.read().decode()


class TestReply:
    def reply(self, case: Case, **parts) -> ReadMail:
        to = tags.reply_address(tags.reply_tag(case.pk))
        return taken(**{"to": to, "text": "Den lyser nu!"} | parts)

    def test_to_the_secret_address_lands_in_its_case(self):
        case = lodged()

        read = self.reply(case)

        assert (read.became, read.case) == ("addition", case)
        assert case.messages.get(kind="addition").text == "Den lyser nu!"
        assert case.messages.get(kind="addition").written_at == AT
        assert Case.objects.count() == 1

    def test_by_the_id_of_our_letter_lands_in_its_case(self):
        case = lodged()

        taken(In_Reply_To=sent_letter(case).message_id)

        assert case.messages.filter(kind="addition").count() == 1

    def test_by_references_lands_in_its_case(self):
        case = lodged()

        taken(References=f"<x@y> {sent_letter(case).message_id} <z@y>")

        assert case.messages.filter(kind="addition").count() == 1

    def test_by_the_subject_alone_is_a_new_case(self):
        case = lodged()

        taken(subject=f"Re: {sent_letter(case).subject} {case.reference}")

        assert case.messages.count() == 1
        assert Case.objects.count() == 2

    def test_from_somebody_else_is_held_back_with_the_reference(self):
        case = lodged()

        read = self.reply(case, sender="x@elsewhere.example")

        assert read.became == "held"
        suspect = Suspect.objects.get()
        assert suspect.reasons == ["forged_reply"]
        assert suspect.title.startswith(case.reference)
        assert case.messages.count() == 1

    def test_to_an_unknown_tag_is_a_new_case(self):
        lodged()
        taken(to=f"svar+{'a' * 24}@svar.kommun.example")

        assert Case.objects.count() == 2

    def test_to_a_case_taken_back_is_a_new_case(self):
        case = lodged()
        cases.withdraw(case=case, at=AT)

        self.reply(case)

        assert Case.objects.count() == 2


class TestMachine:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Auto_Submitted": "auto-replied"},
            {"Auto_Submitted": "auto-generated; x=y"},
            {"Precedence": "bulk"},
            {"X_Auto_Response_Suppress": "All"},
            {"Return_Path": "<>"},
            {"List_Id": "nyheter"},
        ],
    )
    def test_is_never_answered(self, headers):
        read = taken(**headers)

        assert read.became == "held"
        assert Suspect.objects.get().reasons == ["automatic"]
        suspect = Suspect.objects.get()
        cases.release(suspect=suspect, actor=SYSTEM, at=LATER)
        assert Delivery.objects.count() == 0

    def test_that_says_it_is_none_is_a_person(self):
        assert taken(Auto_Submitted="no").became == "case"

    def test_that_answers_for_somebody_is_noted_in_the_case(self):
        case = lodged()
        to = tags.reply_address(tags.reply_tag(case.pk))

        read = taken(to=to, text="Jag är på semester", Auto_Submitted="auto-replied")

        assert read.became == "automatic"
        assert "semester" in case.messages.get(kind="note").text
        assert case.messages.filter(kind="addition").count() == 0
        assert Delivery.objects.count() == 1

    def test_that_is_ourselves_is_not_answered(self):
        box = MailboxFactory()

        assert taken(box=box, sender=box.address).became == "held"
        assert Delivery.objects.count() == 0


class TestBounce:
    def report(self, message_id: str, action: str = "failed") -> bytes:
        return (
            "From: MAILER-DAEMON@post.example\r\nTo: medverkan@example.org\r\n"
            "Return-Path: <>\r\nMessage-ID: <dsn@post.example>\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n"
            "\r\n--b\r\n\r\nIt did not arrive.\r\n"
            "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            "Reporting-MTA: dns; post.example\r\n\r\n"
            f"Final-Recipient: rfc822; marja@example.org\r\nAction: {action}\r\n"
            "Status: 5.1.1\r\n\r\n"
            "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
            f"From: x@example.org\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
        ).encode()

    def test_is_noted_on_the_letter(self):
        case = lodged()
        letter = sent_letter(case)
        Delivery.objects.filter(pk=letter.pk).update(
            state="sent", ended_at=AT, next_attempt_at=None
        )

        read = taken(self.report(letter.message_id))

        letter.refresh_from_db()
        assert (read.became, read.case) == ("bounce", case)
        assert (letter.state, letter.error) == ("bounced", "5.1.1")

    @pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
    def test_is_none_while_the_letter_may_arrive(self, action):
        letter = sent_letter(lodged())
        Delivery.objects.update(state="sent", ended_at=AT, next_attempt_at=None)

        read = taken(self.report(letter.message_id, action))

        letter.refresh_from_db()
        assert (read.became, letter.state) == ("automatic", "sent")

    def test_of_what_we_never_sent_is_held_back(self):
        assert taken(self.report("<unknown@example.org>")).became == "held"
        assert Delivery.objects.count() == 0


class TestBrokenMail:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\x00\xff\xfe" * 50,
            b"no headers at all",
            b"From: =?utf-8?q?=ff=fe?= <a@b.se>\r\nSubject: =?x-none?b?!!?=\r\n\r\nHej",
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
            b"Content-Type: multipart/mixed\r\n\r\nno boundary",
            b"Content-Type: text/plain; charset=klingon\r\n\r\nH\xe5l i gatan",
            b"Content-Transfer-Encoding: base64\r\n\r\n!!!!not base64",
            b"From: " + b"a" * 100_000 + b"@b.se\r\n\r\nHej",
            b"Content-Disposition: attachment; filename*=utf-9''%ff\r\n\r\nx",
        ],
    )
    def test_never_stops_the_reading(self, content):
        read = taken(content)

        assert read.became in ("case", "held")

    def test_with_parts_beyond_reason_is_held_back_with_why(self):
        parts = "--b\r\n\r\nx\r\n" * 300
        content = f"Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--"

        taken(content.encode())

        suspect = Suspect.objects.get()
        assert suspect.reasons == ["unreadable"]
        assert "too many parts" in suspect.text

    def test_nested_too_deeply_is_taken_in_somehow(self):
        heads = "".join(
            f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"
            for n in range(2000)
        )

        assert taken(heads.encode()).became in ("case", "held")

    def test_that_is_enormous_is_held_back_by_its_head(self):
        content = mail(subject="Stor fil")
        huge = Fetched(content[:300], 90_000_000, AT, is_whole=False)

        read = reading.take_in(mailbox=MailboxFactory(), fetched=huge, at=LATER)

        assert read.became == "held"
        assert "90 MB" in Suspect.objects.get().text
        assert Suspect.objects.get().title == "Stor fil"

    def test_in_another_charset_is_read(self):
        taken(
            "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nÅsgatan".encode(
                "latin-1"
            )
        )

        assert Case.objects.get().opening.text == "Åsgatan"

    def test_takes_in_all_of_a_mail_or_nothing(self, monkeypatch):
        monkeypatch.setattr(ReadMail.objects, "create", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            taken()
        assert Case.objects.count() == 0
        assert Delivery.objects.count() == 0
