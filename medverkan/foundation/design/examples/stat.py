"""A figure with what it means and how it is counted."""

TEMPLATE = "components/stat.html"
_STATS = {
    "Svarstid": {
        "value": "6 dagar",
        "label": "mediantid till svar de senaste 90 dagarna",
        "url": "#",
    },
}

EXAMPLES = {title: {"stat": values} for title, values in _STATS.items()}
