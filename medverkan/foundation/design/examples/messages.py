"""What just happened, in the workspace."""

TEMPLATE = "components/messages.html"
EXAMPLES = {
    "Två": {
        "messages": [
            {"level_tag": "success", "message": "Svaret har skickats."},
            {"level_tag": "warning", "message": "Ärendet har inget ämne."},
        ],
    },
}
