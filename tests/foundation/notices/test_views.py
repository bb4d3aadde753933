from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from medverkan.foundation import clock
from medverkan.foundation.accounts.models import User
from medverkan.foundation.notices import access, tags
from medverkan.foundation.notices.models import Delivery, Suppression
from medverkan.foundation.notices.states import State
from tests.factories.notices import ANSWER, NEWS, write

pytestmark = pytest.mark.django_db


class TestUnsubscribe:
    def test_asks_first_since_mail_scanners_follow_links(self, client):
        response = client.get(_unsubscribe_path())

        assert response.status_code == 200
        assert not Suppression.objects.exists()

    def test_stops_the_letters_on_post(self, client):
        response = client.post(_unsubscribe_path())

        assert response.status_code == 200
        assert Suppression.objects.get().letter == NEWS.name

    def test_sets_no_cookie(self, client):
        assert not client.get(_unsubscribe_path()).cookies

    def test_explains_a_link_we_did_not_make(self, client):
        response = client.post("/avanmal/testing.news:a:b/")

        assert response.status_code == 404
        assert "Länken fungerar inte" in response.text

    def test_is_in_the_language_of_the_letter(self, client):
        with override("fi"):
            path = _unsubscribe_path()

        assert "Lopeta kirjeet" in client.get(path).text


class TestThePreviews:
    def test_are_for_staff(self, client):
        assert client.get(reverse("notices:letters")).status_code in (302, 403)

    def test_list_every_letter(self, as_role):
        response = as_role("officer").get(reverse("notices:letters"))

        assert ANSWER.name in response.text

    @pytest.mark.parametrize("language", ["sv", "en", "fi"])
    def test_show_a_letter_as_mail_and_text(self, as_role, language):
        client = as_role("officer")
        page = client.get(reverse("notices:preview", args=[ANSWER.name, language]))
        mail = client.get(reverse("notices:preview_mail", args=[ANSWER.name, language]))

        assert "a sample" in page.text
        assert f'lang="{language}"' in mail.text

    def test_let_the_mail_in_its_frame_have_its_own_style_only(self, as_role):
        mail = as_role("officer").get(
            reverse("notices:preview_mail", args=[ANSWER.name, "sv"])
        )

        policy = mail.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert mail.headers["X-Frame-Options"] == "SAMEORIGIN"

    def test_show_the_paper_letter(self, as_role):
        response = as_role("officer").get(
            reverse("notices:preview_pdf", args=[ANSWER.name, "fi"])
        )

        assert response.content.startswith(b"%PDF")

    def test_send_the_sample_to_whoever_asks_and_to_nobody_else(self, as_role):
        client = as_role("editor")

        client.post(reverse("notices:send_sample", args=[ANSWER.name, "en"]))

        (sent,) = Delivery.objects.all()
        reader = User.objects.get(pk=client.session["_auth_user_id"])
        assert sent.to_email == reader.email
        assert sent.subject.startswith("Test: ")
        assert (sent.about_case, sent.language) == (None, "en")

    def test_send_nothing_for_residents(self, client):
        client.post(reverse("notices:send_sample", args=[ANSWER.name, "sv"]))

        assert not Delivery.objects.exists()

    @pytest.mark.parametrize("path", ["nothing.here/sv", f"{ANSWER.name}/xx"])
    def test_know_nothing_of_other_letters(self, as_role, path):
        response = as_role("officer").get(f"/arbetsyta/drift/brev/{path}/")

        assert response.status_code == 404


class TestThePrintQueue:
    @pytest.fixture(autouse=True)
    def _cases_that_may_be_read(self, monkeypatch):
        monkeypatch.setattr(access, "_gates", [])
        access.register_gate(lambda actor, case_ids: {7} & set(case_ids))

    def test_shows_the_letters_of_the_own_authority(self, as_role):
        _on_paper(name="Åsa", body_id=5)
        _on_paper(name="Žofia", body_id=6)

        text = as_role("registrar", body_id=5).get(reverse("notices:print_queue")).text

        assert "Åsa" in text
        assert "Žofia" not in text

    def test_hides_letters_about_cases_that_the_reader_may_not_read(self, as_role):
        delivery = _on_paper(about_case=8)
        client = as_role("registrar", body_id=5)

        assert "Åsa" not in client.get(reverse("notices:print_queue")).text
        assert client.get(_url("paper", delivery)).status_code == 404

    def test_is_not_for_every_officer(self, as_role):
        response = as_role("officer", body_id=5).get(reverse("notices:print_queue"))

        assert response.status_code == 403

    def test_gives_the_letter_as_pdf(self, as_role):
        delivery = _on_paper()

        response = as_role("registrar", body_id=5).get(_url("paper", delivery))

        assert response.content.startswith(b"%PDF")

    def test_gives_the_chosen_letters_as_one_pdf_and_keeps_them(self, as_role):
        letters = [_on_paper(), _on_paper(language="fi")]

        response = as_role("registrar", body_id=5).post(*_choosing("papers", *letters))

        assert response.content.startswith(b"%PDF")
        assert Delivery.objects.filter(state=State.TO_PRINT).count() == 2

    def test_lets_the_letters_go_that_are_posted_and_no_others(self, as_role):
        posted, _kept, others = _on_paper(), _on_paper(), _on_paper(body_id=6)

        as_role("registrar", body_id=5).post(*_choosing("mark_printed", posted, others))

        printed = Delivery.objects.filter(state=State.PRINTED)
        assert [each.uuid for each in printed] == [posted.uuid]

    @pytest.mark.parametrize("what", ["papers", "mark_printed"])
    def test_asks_for_a_choice(self, as_role, what):
        _on_paper()

        page = as_role("registrar", body_id=5).post(*_choosing(what), follow=True)

        assert "Välj minst ett brev" in page.text

    @pytest.mark.parametrize("what", ["papers", "mark_printed"])
    def test_lets_no_other_officer_print(self, as_role, what):
        client = as_role("officer", body_id=5)

        assert client.post(*_choosing(what, _on_paper())).status_code == 403

    def test_asks_the_database_as_often_for_three_as_for_one(
        self, as_role, django_assert_max_num_queries
    ):
        client = as_role("registrar", body_id=5)
        counts = []
        for _round in range(2):
            _on_paper()
            with django_assert_max_num_queries(30) as queries:
                client.get(reverse("notices:print_queue"))
            counts.append(len(queries))
            _on_paper()

        assert counts[0] == counts[1]


class TestTheOutbox:
    def test_lists_what_did_not_arrive(self, as_role):
        _failed()

        text = as_role("administrator").get(reverse("notices:outbox")).text

        assert "550" in text
        assert "asa@example.org" not in text

    def test_sends_again(self, as_role):
        delivery = _failed()

        as_role("administrator").post(_url("send_again", delivery))

        delivery.refresh_from_db()
        assert delivery.state == State.QUEUED

    def test_is_for_administrators(self, as_role):
        assert as_role("officer").get(reverse("notices:outbox")).status_code == 403
        assert as_role("officer").post(_url("send_again", _failed())).status_code == 403


class TestTheLettersOfTheDemonstration:
    def test_are_shown_there(self, client, settings):
        settings.DEMO = True
        write(context={"what": "see https://example.org/"})

        assert "https://example.org/" in client.get(reverse("notices:demo")).text

    def test_are_shown_nowhere_else(self, client, settings):
        settings.DEMO = False

        assert client.get(reverse("notices:demo")).status_code == 404


def _unsubscribe_path():
    tag = tags.address_tag("asa@example.org")
    token = tags.unsubscribe_token(letter=NEWS.name, tag=tag)
    return reverse("notices:unsubscribe", args=[token])


def _on_paper(**more):
    options = {"email": "", "address": "Storgatan 1", "body_id": 5, **more}
    return write(**options)


def _choosing(name, *letters):
    return reverse(f"notices:{name}"), {"letter": [each.uuid for each in letters]}


def _failed():
    delivery = write()
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.FAILED, error="550", ended_at=clock.now(), next_attempt_at=None
    )
    return delivery


def _url(name, delivery):
    return reverse(f"notices:{name}", args=[delivery.uuid])
