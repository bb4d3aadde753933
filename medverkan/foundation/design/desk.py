"""Invented cases for the gallery's picture of the workspace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Row:
    """A case as the day's list shows it."""

    place: int
    title: str
    facts: str
    topic: str
    due: str
    text: str = ""
    is_late: bool = False

    @property
    def url(self) -> str:
        """Return where the row opens."""
        return f"/design/arbetsyta/{self.place}/"


class ReplyForm(forms.Form):
    """The officer's answer."""

    reply = forms.CharField(
        label="Svar till den som skrev",
        widget=forms.Textarea(attrs={"rows": 5, "data-shortcut": "r"}),
    )


ROWS = [
    Row(
        0,
        "Lyktstolpe släckt vid busshållplats Hulta torg",
        "Felanmälan · 2026-H4RT0BXQ · telefon · inkom 4 nov",
        "Gator",
        "2 dagar sen",
        "Lyktstolpen vid hållplatsen mot centrum har varit släckt i en vecka.",
        is_late=True,
    ),
    Row(
        1,
        "För mörkt på gångvägen vid Annelundsparken",
        "Klagomål · 2026-K7M2QXPN · webb · tre liknande",
        "Belysning",
        "i dag",
        "Det är för mörkt på gångvägen vid Annelundsparken, sätt upp belysning som på "
        "andra sidan ån. Jag vågar inte gå där efter klockan fem.",
    ),
    Row(
        2,
        "Beröm till personalen på Kransmossens skidspår",
        "Beröm · 2026-B3ZW8TCE · webb",
        "Fritid",
        "i morgon",
        "Vilka fina spår ni har gjort i år. Tack!",
    ),
    Row(
        3,
        "När öppnar biblioteket i Sandared efter ombyggnaden?",
        "Fråga · 2026-Q9FJ5MDN · e-post",
        "Kultur",
        "3 dagar",
        "Det stod november på skylten, men nu är den borta.",
    ),
]
STEPS = [
    {
        "title": "Inkom via webben",
        "at": dt.datetime(2026, 11, 10, 16, 42, tzinfo=dt.UTC),
        "state": "done",
    },
    {"title": "Fördelat", "at": dt.date(2026, 11, 11), "state": "done"},
    {"title": "Svar senast 24 november", "state": "coming"},
]
