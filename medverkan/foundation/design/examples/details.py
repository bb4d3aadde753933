"""More for whoever wants to know; opens without a script."""

TEMPLATE = "components/details.html"
EXAMPLES = {
    "Fråga": {
        "summary": "Vem ser mitt namn?",
        "text": "Bara den som arbetar med ditt ärende. Det publiceras inte.",
    },
}
