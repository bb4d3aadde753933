"""A list with nothing in it says why, and what to do instead."""

TEMPLATE = "components/empty.html"
EXAMPLES = {
    "Inga träffar": {
        "icon": "search",
        "title": "Inget svar stämmer med ditt val",
        "text": "Prova ett annat ord, eller ta bort en del av valet.",
        "url": "#",
        "action": "Visa alla svar",
    },
    "Klart för i dag": {"icon": "coffee", "title": "Allt är gjort. Bra jobbat!"},
}
