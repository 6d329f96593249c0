from django.conf import settings
from django.core.management.base import BaseCommand

PARTS = ("tokens", "base", "layout", "components", "reading")


def joined_css() -> str:
    """The parts of static/css in cascade order as one sheet: a page fetches one file."""
    folder = settings.BASE_DIR / "static" / "css"
    return "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)


class Command(BaseCommand):
    help = "Write static/css/site.css from its parts. Run it after changing one of them; a test checks it."

    def handle(self, **options):
        (settings.BASE_DIR / "static" / "css" / "site.css").write_text(joined_css(), encoding="utf-8")
