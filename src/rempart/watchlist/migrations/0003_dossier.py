import django.db.models.deletion
from django.db import migrations, models

from rempart.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("watchlist", "0002_append_only")]
    operations = [
        migrations.AddField("siterow", "closed_on", models.DateField(null=True)),
        migrations.CreateModel(
            name="LanguageRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=35)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="watchlist.siterow"
                    ),
                ),
            ],
            options={
                "db_table": "watchlist_language",
                "constraints": [models.UniqueConstraint(fields=("site", "language"), name="watchlist_one_language")],
            },
        ),
        append_only("watchlist_language"),
    ]
