"""A resident's own words, never changed."""

import datetime as dt

TEMPLATE = "components/says.html"
EXAMPLES = {
    "Svenska": {
        "text": "Det är för mörkt på gångvägen vid Annelundsparken.\n\n"
        "Jag vågar inte gå där efter klockan fem.",
        "at": dt.datetime(2026, 11, 10, 16, 42, tzinfo=dt.UTC),
    },
    "Finska": {"text": "Puistossa on liian pimeää.", "language": "fi", "name": "Aino"},
}
