from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_what_residents_said_moves_to_ratings")]

    operations = [migrations.RemoveField(model_name="case", name="was_solved")]
