"""Terms and values, such as where a case lies and when it is due."""

TEMPLATE = "components/facts.html"
EXAMPLES = {
    "Ett ärende": {
        "facts": [
            {"term": "Ärendenummer", "value": "2026-K7M2QXPN"},
            {"term": "Hos", "value": "Tekniska förvaltningen", "url": "#"},
            {"term": "Svar senast", "value": "24 november 2026"},
        ],
    },
}
