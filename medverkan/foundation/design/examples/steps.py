"""Where a case stands, like following a parcel."""

import datetime as dt

TEMPLATE = "components/steps.html"
EXAMPLES = {
    "Ett förslag": {
        "steps": [
            {"title": "Inlämnat", "at": dt.date(2026, 9, 2), "state": "done"},
            {
                "title": "Granskat och publicerat",
                "text": "Ligger inom kommunens ansvar, inget liknande förslag finns.",
                "when": "4 september, efter 2 arbetsdagar",
                "state": "done",
            },
            {
                "title": "Samlar röster",
                "when": "till och med 3 december",
                "state": "now",
            },
            {"title": "Nämnden tar upp förslaget", "state": "coming"},
            {"title": "Beslut och återkoppling", "state": "coming"},
        ],
    },
}
