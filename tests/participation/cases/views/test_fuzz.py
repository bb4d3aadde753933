"""Any text in any field of the intake: never an error of ours, never lost."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.foundation.text import NotText, clean
from medverkan.participation.cases.models import Case, Draft
from tests.factories.bodies import BodyFactory, TopicFactory
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db
# Also what no keyboard writes: controls, lone surrogates never (no form can send them).
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
ODD = st.sampled_from(
    [
        "\x00",
        "\u202e",
        "' OR 1=1 --",
        "{{ 7*7 }}",
        "<script>",
        "%s%n",
        "../..",
        "𝒳" * 200,
    ]
)
WORDS = ANYTHING | ODD
FUZZ = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def pathway():
    BodyFactory(kind="executive_board")
    return RuleSetFactory().pathway


@pytest.fixture
def topic():
    return TopicFactory()


def sent(client: Client, address: str, answer: dict[str, str]):
    response = client.post(address, answer)
    assert response.status_code < 500, (address, answer)
    return response


@FUZZ
@given(text=WORDS, title=WORDS, place=WORDS, token=WORDS, answer=st.data())
def test_what_is_written_becomes_a_case_or_is_shown_again(
    client, pathway, topic, text, title, place, token, answer
):
    first = sent(client, "/skriv/", {"text": text})
    real = first.context["token"] if first.context and "token" in first.context else ""
    about = {
        "text": text,
        "title": title,
        "pathway": str(pathway.pk),
        "topic": str(topic.pk),
        "place": place,
        "token": answer.draw(st.sampled_from([real, token])),
    }
    second = sent(client, "/skriv/om/", about)
    if second.status_code != 302:
        assert _is_shown(second, text)
        return

    sender = {
        name: answer.draw(WORDS | st.just(""))
        for name in ("email", "phone", "address", "name", "postcode")
    }
    sender["answer_by"] = answer.draw(
        st.sampled_from(["email", "letter", "phone", "none", "raven", ""])
    )
    third = sent(client, second.url, sender)

    if third.status_code == 302 and "skickat" in third.url:
        assert client.get(third.url).status_code == 200
        kept = Case.objects.order_by("-pk").first().opening.text
        assert len(kept) >= min(len(_cleaned(text)), 1)
    else:
        assert Draft.objects.filter(case=None).exists()


@FUZZ
@given(answer=st.dictionaries(st.sampled_from(
    ["text", "title", "pathway", "topic", "area", "place", "token", "file"]), WORDS))  # fmt: skip
def test_any_fields_at_all_are_answered(client, pathway, answer):
    sent(client, "/skriv/om/", answer)


@FUZZ
@given(text=WORDS, key=WORDS)
def test_nothing_written_on_a_secret_page_breaks_it(client, pathway, text, key):
    for address in ("/mitt-arende/x/skriv/", "/folj/", "/begar-ut-handling/skriv/"):
        answer = {"text": text, "key": key, "reference": text, "email": text}
        sent(client, address, answer | {"wanted": text})


def _cleaned(text: str) -> str:
    try:
        return clean(text)
    except NotText:
        return ""


def _is_shown(response, text: str) -> bool:
    """Tell whether the page holds what was written, or it was nothing that can be shown."""
    form = response.context["form"] if response.context else None
    return form is not None and (form["text"].value() or "") == text
