from __future__ import annotations

from django import forms
from django.http import QueryDict

from medverkan.foundation.design import seen


class NameForm(forms.Form):
    name = forms.CharField()
    order = forms.IntegerField()


def form(name: str = "Gammalt", sent: dict | None = None) -> NameForm:
    """A form about something that is called so now."""
    data = None
    if sent is not None:
        data = QueryDict(mutable=True)
        data.update(sent)
    made = NameForm(data, initial={"name": name, "order": 1})
    seen.mark(made)
    return made


def shown(name: str = "Gammalt") -> str:
    return form(name)[seen.FIELD].value()


class TestSeen:
    def test_is_not_stale_when_nothing_was_changed_meanwhile(self):
        sent = form(sent={"name": "Mitt", "order": 1, "seen": shown()})

        assert not seen.is_stale(sent)
        assert sent.is_valid()

    def test_is_stale_when_somebody_else_has_changed_it(self):
        late = form("Annans", sent={"name": "Mitt", "order": 1, "seen": shown()})

        assert seen.is_stale(late)
        assert not late.is_valid()
        assert late["name"].value() == "Mitt"
        assert late.errors["name"] == ["Nu står det: Annans"]

    def test_says_nothing_of_fields_that_agree(self):
        late = form("Annans", sent={"name": "Mitt", "order": 1, "seen": shown()})
        seen.is_stale(late)

        assert "order" not in late.errors

    def test_is_saved_when_it_is_sent_once_more(self):
        late = form("Annans", sent={"name": "Mitt", "order": 1, "seen": shown()})
        seen.is_stale(late)

        again = form("Annans", sent=late.data.dict())

        assert not seen.is_stale(again)
        assert again.is_valid()

    def test_is_not_asked_of_a_form_that_was_only_opened(self):
        assert not seen.is_stale(form())

    def test_is_stale_for_whoever_makes_up_what_was_seen(self):
        assert seen.is_stale(form(sent={"name": "Mitt", "order": 1, "seen": "x"}))
