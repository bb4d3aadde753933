from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def keep_ground(apps, schema_editor):
    """What was refused before grounds had versions is told in the one there was."""
    case = apps.get_model("cases", "Case")
    ground = apps.get_model("pathways", "RefusalGround")
    event = apps.get_model("audit", "Event")
    refusals = event.objects.filter(
        name="case.publication_refused", about_case=OuterRef("pk")
    )
    named = ground.objects.filter(code=OuterRef("refusal_ground")).order_by("version")
    case.objects.exclude(refusal_ground="").update(
        refusal=Subquery(named.values("pk")[:1]),
        refused_at=Coalesce(
            Subquery(refusals.order_by("-id").values("occurred_at")[:1]), "recorded_at"
        ),
    )


def name_ground(apps, schema_editor):
    case = apps.get_model("cases", "Case")
    ground = apps.get_model("pathways", "RefusalGround")
    named = ground.objects.filter(pk=OuterRef("refusal"))
    case.objects.filter(refusal__isnull=False).update(
        refusal_ground=Subquery(named.values("code")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_events_are_appended_and_never_changed"),
        ("cases", "0020_refusals_keep_their_ground_and_day"),
    ]

    operations = [migrations.RunPython(keep_ground, name_ground)]
