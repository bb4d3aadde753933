"""Parts of pages that are drawn once for the same values."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from medverkan.foundation.design import drawing
from medverkan.foundation.design.drawing import drawn

TAG = "components/tag.html"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were really drawn, in turn."""
    found: list[str] = []
    get_template = drawing.get_template

    def noted(name: str) -> Any:
        found.append(name)
        return get_template(name)

    monkeypatch.setattr(drawing, "get_template", noted)
    return found


class TestDrawn:
    def test_is_drawn_once_for_the_same_values(self, asked: list[str]) -> None:
        first = drawn(TAG, {"text": "Snow", "color": "sun", "icon": ""})
        second = drawn(TAG, {"text": "Snow", "color": "sun", "icon": ""})

        assert first == second
        assert asked == [TAG]

    @pytest.mark.parametrize("other", ["Ice", mark_safe("Snow"), 1, None])
    def test_is_drawn_anew_for_any_other_value(
        self, asked: list[str], other: Any
    ) -> None:
        drawn(TAG, {"text": "Snow", "color": "", "icon": ""})
        drawn(TAG, {"text": other, "color": "", "icon": ""})

        assert len(asked) == 2

    def test_escapes_a_text_though_it_was_drawn_as_safe(self) -> None:
        safe = {"text": mark_safe("<b>"), "color": "", "icon": ""}
        assert "<b>" in drawn(TAG, safe)

        assert "&lt;b&gt;" in drawn(TAG, {**safe, "text": "<b>"})

    def test_tells_one_from_true(self) -> None:
        drawn(TAG, {"text": 1, "color": "", "icon": ""})

        assert "True" in drawn(TAG, {"text": True, "color": "", "icon": ""})

    def test_is_drawn_in_each_language(self) -> None:
        values = {"text": gettext_lazy("Swedish"), "color": "", "icon": ""}
        with translation.override("sv"):
            swedish = drawn(TAG, values)
        with translation.override("en"):
            assert drawn(TAG, values) != swedish

    def test_looks_into_what_a_value_holds(self, asked: list[str]) -> None:
        outcome = {"kind": "Svar", "title": "Snow", "url": "/", "text": "Done."}
        later = {"at": dt.date(2026, 11, 10), "body": ""}
        drawn("components/outcome.html", {"outcome": outcome | later})
        later["at"] = dt.date(2026, 11, 11)
        drawn("components/outcome.html", {"outcome": outcome | later})

        assert len(asked) == 2

    def test_refuses_what_may_change_behind_the_key(self) -> None:
        with pytest.raises(TypeError, match="object"):
            drawn(TAG, {"text": object(), "color": "", "icon": ""})

    def test_keeps_a_bounded_number(
        self, asked: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drawing, "MOST_KEPT", 2)
        for text in ("a", "b", "c", "c", "a"):
            drawn(TAG, {"text": text, "color": "", "icon": ""})

        assert len(asked) == 4
