"""How far something has come, with its figures."""

TEMPLATE = "components/progress.html"
EXAMPLES = {
    "Röster": {"value": 111, "max": 150, "label": "räknade röster"},
    "Över målet": {"value": 1212, "max": 1000, "label": "räknade röster"},
}
