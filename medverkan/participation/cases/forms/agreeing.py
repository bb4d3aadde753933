"""What the one who wrote is asked when a case is to become another kind of case."""

from __future__ import annotations

from typing import Any

from medverkan.participation.cases.forms.intake import SenderForm
from medverkan.participation.cases.models import Party
from medverkan.reference.pathways.models import RuleSet


class AgreeForm(SenderForm):
    """The yes to another way in: what its rules ask for and we do not know yet."""

    _ASKED = ("name", "email", "postcode", "window_months", "goes_to")
    _ABOUT_GUARDIAN = ("is_below_age", "guardian_email")

    def __init__(
        self, *args: Any, rule_set: RuleSet, party: Party, **kwargs: Any
    ) -> None:
        super().__init__(*args, rule_set=rule_set, **kwargs)
        for name, field in list(self.fields.items()):
            is_asked = name in self._ABOUT_GUARDIAN or (
                name in self._ASKED and field.required
            )
            if not is_asked or getattr(party, name, ""):
                del self.fields[name]
