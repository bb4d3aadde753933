"""What people write of a crime that goes on and of somebody who is badly ill leads to 112 too."""

from django.db import migrations

SLUG = "nodlaget"
WORDS = {
    "sv": [
        "inbrott pågår", "pågående inbrott", "slagsmål pågår", "pågående slagsmål",
        "andas knappt", "får ingen luft", "blöder kraftigt",
        "kniv i handen",
    ],
    "en": [
        "burglary in progress", "fight going on", "hardly breathing",
        "bleeding heavily",
    ],
    "fi": [
        "murto käynnissä", "tappelu käynnissä", "hengittää huonosti",
        "vuotaa paljon verta",
    ],
}  # fmt: skip


def add(apps, schema_editor):
    doors = apps.get_model("cases", "WrongDoor")
    for door in doors.objects.filter(slug=SLUG):
        for language, words in WORDS.items():
            known = door.words.get(language, [])
            new = [word for word in words if word not in known]
            door.words[language] = [*known, *new]
        door.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0039_proposals_have_coauthors")]
    # Words that staff may have changed since stay when the migration is undone.
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
