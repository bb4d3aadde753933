"""What came of something: a decision or an answer."""

import datetime as dt

TEMPLATE = "components/outcome.html"
_OUTCOMES = {
    "Bifall": {
        "kind": "Bifall",
        "body": "Fritids- och folkhälsonämnden",
        "at": dt.date(2026, 11, 14),
        "title": "Utegym vid Kransmossen för rullstolsburna",
        "url": "#",
        "text": "212 räknade röster. Byggs till juni 2027, 340 000 kronor i budget.",
    },
}

EXAMPLES = {title: {"outcome": values} for title, values in _OUTCOMES.items()}
