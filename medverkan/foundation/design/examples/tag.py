"""What something is or where it stands, in words, with an icon beside the colour."""

TEMPLATE = "components/tag.html"
EXAMPLES = {
    "Mottaget": {"text": "Mottaget", "icon": "inbox"},
    "Vi arbetar med det": {
        "text": "Vi arbetar med det",
        "color": "info",
        "icon": "loader",
    },
    "Väntar på dig": {"text": "Väntar på dig", "color": "warning", "icon": "hand"},
    "Besvarat": {"text": "Besvarat", "color": "success", "icon": "check"},
    "Boråsförslag": {"text": "Boråsförslag", "color": "sun", "icon": "vote"},
    "Medborgarbudget": {"text": "Medborgarbudget", "color": "berry", "icon": "coins"},
}
