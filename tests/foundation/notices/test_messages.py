from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from medverkan.foundation.notices import outbox, queries, tags
from tests.factories.notices import NEWS, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrived(mailbox, at):
    """Send a letter and return what the mail server got."""

    def send(*args, **options):
        write(*args, **options)
        outbox.deliver(at)
        (message,) = mailbox.messages
        return message

    return send


class TestAMessage:
    def test_is_text_with_html_as_an_alternative(self, arrived):
        message = arrived(context={"what": "blåbär 🫐"})

        assert message.get_content_type() == "multipart/alternative"
        assert "blåbär 🫐" in message.get_body(("plain",)).get_content()
        assert "blåbär 🫐" in message.get_body(("html",)).get_content()

    def test_says_that_no_machine_should_answer(self, arrived):
        message = arrived()

        assert message["Auto-Submitted"] == "auto-generated"

    def test_answers_the_message_it_answers(self, arrived):
        message = arrived(in_reply_to="<question@example.org>")

        assert message["In-Reply-To"] == "<question@example.org>"
        assert message["References"] == "<question@example.org>"


class TestTheRecipientsName:
    def test_keeps_its_letters(self, arrived):
        message = arrived(name="Žofia Öberg-Núñez")

        assert message["To"].addresses[0].display_name == "Žofia Öberg-Núñez"

    def test_may_be_written_from_right_to_left(self, arrived):
        message = arrived(name="ليلى حسن")

        assert message["To"].addresses[0].display_name == "ليلى حسن"

    def test_cannot_turn_the_text_around_it(self, arrived):
        message = arrived(name="Anna\u202egro.live")

        assert message["To"].addresses[0].display_name == "Annagro.live"

    def test_may_be_three_hundred_letters_long(self, arrived):
        message = arrived(name="Åsa " * 75)

        (address,) = message["To"].addresses
        assert address.addr_spec == "asa@example.org"
        assert address.display_name.startswith("Åsa Åsa")

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"])
    def test_cannot_add_a_header(self, arrived, newline):
        message = arrived(name=f"Åsa{newline}Bcc: eve@example.org")

        assert message["Bcc"] is None
        assert [a.addr_spec for a in message["To"].addresses] == ["asa@example.org"]

    def test_cannot_add_a_recipient(self, arrived):
        message = arrived(name='Åsa" <eve@example.org>, "')

        assert [a.addr_spec for a in message["To"].addresses] == ["asa@example.org"]


class TestAReplyToAnEarlierMessage:
    def test_cannot_add_a_header(self, arrived):
        message = arrived(in_reply_to="<a@b>\r\nBcc: eve@example.org")

        assert message["Bcc"] is None


class TestTheReplyAddress:
    def test_leads_to_the_case(self, arrived, settings):
        settings.REPLY_DOMAIN = "svar.example.org"

        message = arrived(about_case=7)

        assert queries.case_of_reply(message["Reply-To"]) == 7

    def test_tells_nothing_of_the_case(self):
        assert tags.reply_tag(7) != tags.reply_tag(8)
        assert len(tags.reply_tag(7)) == 24

    def test_is_left_out_where_no_mail_is_read(self, arrived):
        assert arrived()["Reply-To"] is None

    @pytest.mark.parametrize(
        "address", ["svar+x@elsewhere.org", "x@svar.example.org", "svar@", ""]
    )
    def test_of_others_leads_nowhere(self, settings, address):
        settings.REPLY_DOMAIN = "svar.example.org"

        assert queries.case_of_reply(address) is None


class TestAMessageThatIsNoDuty:
    def test_can_be_declined_in_one_click(self, arrived, client):
        message = arrived(NEWS)
        path = urlsplit(message["List-Unsubscribe"].strip(" <>")).path

        response = client.post(path, {"List-Unsubscribe": "One-Click"})

        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert response.status_code == 200
        assert write(NEWS).state == "cancelled"


class TestADuty:
    def test_cannot_be_declined(self, arrived):
        message = arrived()

        assert message["List-Unsubscribe"] is None
        assert "avanmal" not in message.get_body(("plain",)).get_content()
