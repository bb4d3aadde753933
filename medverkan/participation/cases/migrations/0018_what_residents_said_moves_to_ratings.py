from django.db import migrations
from django.db.models.functions import Coalesce


def move(apps, schema_editor):
    case, rating = apps.get_model("cases", "Case"), apps.get_model("cases", "Rating")
    said = case.objects.filter(was_solved__isnull=False).annotate(
        said_at=Coalesce("answered_at", "recorded_at")
    )
    rating.objects.bulk_create(
        (
            rating(
                case_id=one.pk,
                solved="yes" if one.was_solved else "no",
                rated_at=one.said_at,
            )
            for one in said.iterator()
        ),
        batch_size=500,
    )


def move_back(apps, schema_editor):
    case, rating = apps.get_model("cases", "Case"), apps.get_model("cases", "Rating")
    for one in rating.objects.iterator():
        case.objects.filter(pk=one.case_id).update(was_solved=one.solved == "yes")


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_residents_say_how_it_went")]

    operations = [migrations.RunPython(move, move_back)]
