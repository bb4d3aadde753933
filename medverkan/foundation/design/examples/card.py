"""Something that goes on: a proposal, a dialogue, a budget."""

TEMPLATE = "components/card.html"
_CARDS = {
    "Förslag": {
        "kind": "Boråsförslag",
        "color": "sun",
        "icon": "vote",
        "note": "12 dagar kvar",
        "title": "Fler bänkar längs Viskan mellan Resecentrum och Stora torget",
        "url": "#",
        "progress": {"value": 111, "max": 150, "label": "räknade röster"},
    },
    "Dialog": {
        "kind": "Medborgardialog",
        "color": "accent",
        "icon": "messages-square",
        "note": "svara senast 3 december",
        "title": "Hur ska Sandareds centrum bli tryggare på kvällen?",
        "url": "#",
        "text": "Enkät, gåtur den 28 november och karta.",
    },
}

EXAMPLES = {title: {"card": values} for title, values in _CARDS.items()}
