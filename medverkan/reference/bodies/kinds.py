"""What kinds there are of bodies, areas and contact points, and who is an authority."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """What a body is."""

    COUNCIL = "council", _("Municipal council")
    EXECUTIVE_BOARD = "executive_board", _("Executive board")
    BOARD = "board", _("Board")
    PREPARATORY_COMMITTEE = "preparatory_committee", _("Preparatory committee")
    ADMINISTRATION = "administration", _("Administration")
    COMPANY = "company", _("Municipal company")
    ADVISORY_COUNCIL = "advisory_council", _("Advisory council")
    LOCAL_COUNCIL = "local_council", _("Local council")
    NETWORK = "network", _("Network")
    ASSOCIATION = "association", _("Association")


# A nämnd is an authority of its own; the council and the municipal companies are
# treated as authorities where public records are concerned (TF 2:5, OSL 2:3).
AUTHORITIES = frozenset(
    {BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD, BodyKind.COMPANY}
)
ACT_FOR_AN_AUTHORITY = frozenset(
    {
        BodyKind.ADMINISTRATION,
        BodyKind.PREPARATORY_COMMITTEE,
        BodyKind.ADVISORY_COUNCIL,
    }
)


class AreaKind(TextChoices):
    """What an area is."""

    MUNICIPALITY = "municipality", _("Municipality")
    DISTRICT = "district", _("District")
    LOCALITY = "locality", _("Locality")
    RURAL = "rural", _("Countryside")


class ContactKind(TextChoices):
    """How a body is reached."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    DESK = "desk", _("Service desk")
    POST = "post", _("Postal address")
    URL = "url", _("Web page")


class Audience(TextChoices):
    """For whom a contact point is."""

    EVERYONE = "everyone", _("Everyone")
    STAFF = "staff", _("Staff only")
