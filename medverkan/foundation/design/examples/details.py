"""More for whoever wants to know; opens without a script."""

EXAMPLES = {
    "Fråga": {
        "summary": "Vem ser mitt namn?",
        "text": "Bara den som arbetar med ditt ärende. Det publiceras inte.",
    },
}
