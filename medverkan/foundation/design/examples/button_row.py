"""The buttons of a form: one main verb, perhaps a second way, perhaps a way out."""

TEMPLATE = "components/button_row.html"
EXAMPLES = {
    "Svara": {
        "submit": "Svara och avsluta",
        "second": {"name": "do", "value": "draft", "label": "Spara utkast"},
        "cancel_url": "#",
        "cancel": "Avbryt",
    },
    "Bara ett": {"submit": "Rösta på förslaget"},
}
