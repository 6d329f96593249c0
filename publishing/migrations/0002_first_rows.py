from django.core.management import call_command
from django.db import migrations


def make_version_row(apps, schema_editor):
    apps.get_model("publishing", "ContentVersion").objects.get_or_create(pk=1)


def make_cache_table(apps, schema_editor):
    """Rate limits live here when no CACHE_URL is set; made always, so that CACHE_URL can be taken away again."""
    call_command("createcachetable", "publishing_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]
    operations = [
        migrations.RunPython(make_version_row, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
