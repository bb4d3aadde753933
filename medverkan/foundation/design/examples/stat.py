"""A figure with what it means and how it is counted."""

TEMPLATE = "components/stat.html"
EXAMPLES = {
    "Svarstid": {
        "value": "6 dagar",
        "label": "mediantid till svar de senaste 90 dagarna",
        "url": "#",
    },
}
