"""Appeals and their answers can be added and read, never changed or removed."""

from django.db import migrations

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_appeals"), ("journal", "0002_append_only")]
    operations = [append_only("orders_appeal"), append_only("orders_appeal_answer")]
