"""What happens in this room; ids and dates, never what was destroyed or who asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, register

RULE_RECORDED = register(
    EventType(
        "retention.rule_recorded",
        _("A decision on destruction was recorded (§ %(paragraph)s)"),
        data={"measure": str, "keep_years": int, "paragraph": str},
    )
)
RULE_ENDED = register(
    EventType("retention.rule_ended", _("A decision on destruction no longer holds"))
)
RUN_LISTED = register(
    EventType(
        "retention.listed",
        _("A list of %(case_count)s cases to destroy or archive was made"),
        data={"case_count": int, "on_date": str},
    )
)
RUN_APPROVED = register(
    EventType("retention.approved", _("The list was approved by a second person"))
)
RUN_CANCELLED = register(
    EventType("retention.cancelled", _("The list was thrown away"))
)
RUN_DONE = register(
    EventType(
        "retention.carried_out",
        _("Carried out: %(done_count)s cases done, %(kept_count)s kept"),
        data={"done_count": int, "kept_count": int},
    )
)
REQUESTED = register(
    EventType("handout.requested", _("Somebody asked for public records"))
)
ITEM_CHOSEN = register(
    EventType(
        "handout.chosen",
        _("A document was chosen for a hand-out: %(choice)s"),
        data={"choice": str},
    )
)
HANDED_OUT = register(
    EventType(
        "handout.handed_out",
        _("Handed out: %(whole_count)s whole, %(masked_count)s masked"),
        data={"whole_count": int, "masked_count": int, "withheld_count": int},
    )
)
REFUSED = register(
    EventType(
        "handout.refused",
        _("A request for records was refused (%(provision)s)"),
        data={"provision": str},
    )
)
TAKEN_BACK = register(
    EventType("handout.taken_back", _("A request for records was taken back"))
)
