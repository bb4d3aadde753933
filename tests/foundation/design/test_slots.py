"""Slots that rooms above fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from medverkan.foundation.design import slots
from medverkan.foundation.design.slots import Fragment

LIST = "{% load design %}{% for one in all %}{% slot 'row' one among=all %}{% endfor %}"


@dataclass
class Subject:
    pk: int


class Provider:
    """Tells each subject's number, and remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(
        self, request: HttpRequest | None, subjects: Sequence[Subject]
    ) -> dict[Any, Iterable[Fragment]]:
        self.asked += 1
        return {
            subject.pk: [Fragment("components/tag.html", {"text": f"<{subject.pk}>"})]
            for subject in subjects
        }


@pytest.fixture(autouse=True)
def no_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_providers", defaultdict(list))


class TestSlot:
    def test_shows_what_a_room_above_provides(self, rf: RequestFactory) -> None:
        slots.register("aside", Provider())
        template = Template("{% load design %}{% slot 'aside' case %}")

        html = template.render(Context({"case": Subject(7), "request": rf.get("/")}))

        assert "&lt;7&gt;" in html

    def test_is_empty_without_a_provider(self) -> None:
        template = Template("{% load design %}{% slot 'aside' case %}")

        assert template.render(Context({"case": Subject(7)})) == ""

    @pytest.mark.parametrize("rows", [1, 3])
    def test_asks_once_for_a_whole_list(self, rf: RequestFactory, rows: int) -> None:
        provider = Provider()
        slots.register("row", provider)
        subjects = [Subject(number) for number in range(rows)]

        html = Template(LIST).render(Context({"all": subjects, "request": rf.get("/")}))

        assert html.count("ds-tag") == rows
        assert provider.asked == 1

    def test_takes_providers_in_order(self) -> None:
        def say(word: str) -> slots.Provider:
            return lambda _request, _subjects: {7: [Fragment(word)]}

        slots.register("aside", say("second"), order=2)
        slots.register("aside", say("first"), order=1)

        filled = slots.fragments("aside", subjects=[Subject(7)], request=None)

        assert [piece.template for piece in filled[7]] == ["first", "second"]

    def test_takes_a_provider_once(self) -> None:
        provider = Provider()
        slots.register("aside", provider)
        slots.register("aside", provider)

        filled = slots.fragments("aside", subjects=[Subject(7)], request=None)

        assert len(filled[7]) == 1
