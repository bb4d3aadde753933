from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_past_refusals_tell_their_ground_and_day")]

    operations = [migrations.RemoveField(model_name="case", name="refusal_ground")]
