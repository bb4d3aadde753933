"""Something to know before going on; never an error in a form."""

TEMPLATE = "components/alert.html"
EXAMPLES = {
    "Upplysning": {"text": "Du behöver inget konto för att lämna en synpunkt."},
    "Med rubrik": {
        "color": "warning",
        "title": "Svaret dröjer",
        "text": "Vi behöver mer tid. Du får besked senast den 4 december.",
    },
    "Klart": {"color": "success", "text": "Tack, vi har fått det du skrev."},
    "Fel": {"color": "danger", "text": "Bilden kunde inte tas emot."},
}
