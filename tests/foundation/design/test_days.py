import datetime as dt

import pytest
from django import forms
from django.utils import translation

from medverkan.foundation.design.days import DayField


class _Form(forms.Form):
    day = DayField()


class TestDayField:
    @pytest.mark.parametrize("language", ["sv", "en", "fi"])
    def test_shows_a_day_as_the_browser_wants_it_in_every_language(self, language):
        with translation.override(language):
            shown = str(_Form(initial={"day": dt.date(2026, 3, 9)})["day"])

        assert 'type="date"' in shown
        assert 'value="2026-03-09"' in shown

    @pytest.mark.parametrize("typed", ["9999-12-31", "2200-01-01", "1899-12-31"])
    def test_refuses_a_day_so_far_off_that_it_is_a_slip(self, typed):
        form = _Form({"day": typed})

        assert form.errors["day"] == ["Välj en dag mellan 1900 och 2199."]

    @pytest.mark.parametrize("typed", ["1900-01-01", "2199-12-31"])
    def test_takes_the_first_and_the_last(self, typed):
        assert _Form({"day": typed}).is_valid()
