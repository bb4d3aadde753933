import datetime as dt
import hmac

from django.conf import settings
from django.db import migrations, models


def put_under_mac(apps, schema_editor):
    """Take the rules of earlier ballots for right, as `frozen` wrote them at this time."""
    first = next((item for item in settings.LEDGER_MAC_KEY.split(",") if item), "")
    key_id, _, key = first.partition(":")
    ballots = apps.get_model("ballots", "Ballot").objects.filter(rules_mac=None)
    for ballot in ballots.iterator() if first else ():
        first_limit = [] if ballot.threshold is None else [ballot.threshold]
        limits = sorted({*first_limit, *ballot.further_thresholds})
        lines = [
            "medverkan-rules/1",
            ballot.uuid,
            ballot.kind,
            ballot.scheme,
            int(ballot.counts_each_name_at_address),
            int(ballot.counts_rows_without_email),
            ballot.confirm_hours,
            ballot.rule_set_version,
            " ".join(str(limit) for limit in limits),
            ballot.opens_at.astimezone(dt.UTC).isoformat(),
            ballot.closes_at.astimezone(dt.UTC).isoformat(),
        ]
        data = "".join(f"{line}\n" for line in lines).encode("ascii")
        ballot.rules_mac_key = key_id.strip()
        ballot.rules_mac = hmac.digest(bytes.fromhex(key), data, "sha256")
        ballot.save(update_fields=["rules_mac", "rules_mac_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0003_the_queue_is_read_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="ballot",
            name="rules_mac",
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="ballot",
            name="rules_mac_key",
            field=models.CharField(blank=True, max_length=40),
        ),
        # Back: the columns go, and nothing is left to undo.
        migrations.RunPython(put_under_mac, migrations.RunPython.noop),
    ]
