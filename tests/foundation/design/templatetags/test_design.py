"""Template tags and filters."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template import Context, Template
from django.test import RequestFactory


def render(text: str, **context: Any) -> str:
    return Template("{% load design %}" + text).render(Context(context))


class TestWidget:
    class Form(forms.Form):
        body = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("1", "Teknik")])
        area = forms.ChoiceField(choices=BLANK_CHOICE_DASH, required=False)
        topic = forms.ChoiceField(choices=[("", "Alla")], required=False)

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("body", "Välj i listan"),
            ("area", "Inget valt"),
            ("topic", "Alla"),
        ],
    )
    def test_says_in_words_that_nothing_is_chosen(self, name: str, words: str) -> None:
        html = render("{% widget field %}", field=self.Form()[name])

        assert f"selected>{words}</option>" in html
        assert "---" not in html


class TestIcon:
    def test_is_hidden_from_screen_readers(self) -> None:
        html = render("{% icon 'phone' %}")

        assert html.startswith("<svg aria-hidden=")
        assert 'class="icon"' in html

    def test_carries_a_meaning_when_told_to(self) -> None:
        html = render("{% icon 'phone' label=label %}", label='Call "us"')

        assert 'role="img" aria-label="Call &quot;us&quot;"' in html
        assert "aria-hidden" not in html

    def test_draws_a_circle_for_a_name_that_is_none(self) -> None:
        assert render("{% icon 'no-such-icon' %}") == render("{% icon 'circle' %}")

    def test_exists_wherever_a_template_names_one(self) -> None:
        circle = render("{% icon 'circle' %}")
        named = {
            name
            for file in (settings.ROOT / "medverkan").rglob("*.html")
            for name in re.findall(r"{% icon [\"']([\w-]+)[\"']", file.read_text())
        }

        assert len(named) > 5
        assert [
            name for name in named if render(f"{{% icon '{name}' %}}") == circle
        ] == []


class TestFilters:
    @pytest.mark.parametrize("name", ["date_long", "datetime_long", "day_relative"])
    def test_write_nothing_for_nothing(self, name: str) -> None:
        assert render("{{ at|" + name + " }}", at=None) == ""

    def test_write_dates_as_dates_and_times_as_times(self) -> None:
        at = dt.datetime(2026, 11, 10, 16, 42, tzinfo=dt.UTC)

        assert "17.42" in render("{{ at|moment_long }}", at=at)
        assert render("{{ at|moment_long }}", at=at.date()) == "10 november 2026"

    @pytest.mark.parametrize(
        ("cell", "shown"), [(None, "–"), (1240, "1\u202f240"), ("Roads", "Roads")]
    )
    def test_write_cells(self, cell: Any, shown: str) -> None:
        assert render("{{ cell|shown }}", cell=cell) == shown


class TestPageUrl:
    @pytest.mark.parametrize(
        ("number", "expected"),
        [(3, "?namnd=tn&amp;sida=3"), (1, "?namnd=tn")],
    )
    def test_keeps_the_filters(
        self, rf: RequestFactory, number: int, expected: str
    ) -> None:
        request = rf.get("/arenden/", {"namnd": "tn", "sida": "2"})
        text = "{% page_url request 'sida' number %}"

        assert render(text, request=request, number=number) == expected

    def test_is_the_bare_address_of_the_first_page(self, rf: RequestFactory) -> None:
        request = rf.get("/arenden/", {"sida": "2"})

        assert render("{% page_url request 'sida' 1 %}", request=request) == "/arenden/"

    def test_goes_with_gaps(self) -> None:
        paginator = Paginator(range(400), 20)
        text = "{% for n in paginator|pages_around:7 %}{{ n }} {% endfor %}"

        assert render(text, paginator=paginator).strip() == "1 … 6 7 8 … 20"


class TestDetails:
    def test_folds_its_content(self) -> None:
        text = "{% details more %}<b>{{ x }}</b>{% enddetails %}"

        html = render(text, more="More <", x="<i>")

        assert "<summary>More &lt;</summary>" in html
        assert "<b>&lt;i&gt;</b>" in html
        assert " open" not in html


class AskForm(forms.Form):
    email = forms.EmailField(label="E-post", help_text="Vi svarar dit.")
    reply = forms.ChoiceField(
        choices=[("a", "Brev"), ("b", "Telefon")], widget=forms.RadioSelect
    )
    note = forms.CharField(required=False)


def field(name: str, data: dict[str, str] | None = None) -> str:
    text = "{% include 'components/field.html' with field=field only %}"
    return render(text, field=AskForm(data)[name])


class TestField:
    def test_binds_label_help_and_error_to_the_control(self) -> None:
        html = field("email", {"email": "anna"})

        assert 'for="id_email"' in html
        assert 'id="id_email_helptext"' in html
        assert 'id="id_email_error"' in html
        assert 'aria-describedby="id_email_helptext id_email_error"' in html
        assert 'aria-invalid="true"' in html

    def test_groups_choices_in_a_fieldset(self) -> None:
        html = field("reply")

        assert html.count("<fieldset") == 1
        assert html.count('type="radio"') == 2
        assert html.count("<label for=") == 2

    def test_says_what_may_be_left_out(self) -> None:
        assert "field-optional" in field("note")
        assert "field-optional" not in field("email")


class TestErrorSummary:
    def test_links_each_error_to_its_field(self) -> None:
        text = "{% include 'components/error_summary.html' with form=form only %}"

        html = render(text, form=AskForm({"email": "anna", "reply": "a"}))

        assert 'href="#id_email"' in html
        assert "autofocus" in html

    def test_is_silent_when_all_is_well(self) -> None:
        text = "{% include 'components/error_summary.html' with form=form only %}"

        assert render(text, form=AskForm()).strip() == ""
