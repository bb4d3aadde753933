from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_cases_leave_what_residents_said_to_ratings"),
        ("pathways", "0002_grounds_of_refusal_have_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="refusal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="pathways.refusalground",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="refused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
