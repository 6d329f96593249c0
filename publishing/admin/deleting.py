"""What the page before deleting lists: things that people know, not the rows that join two tables."""

from django.apps import apps
from django.contrib import admin
from django.utils.text import capfirst


def joins():
    """The options of the models that Django makes behind many-to-many fields."""
    models = apps.get_models(include_auto_created=True)
    return [model._meta for model in models if model._meta.auto_created]


def without(starts: tuple[str, ...], nested: list) -> list:
    """The nested list of texts, less those that begin with one of `starts`."""
    kept = [
        without(starts, each) if isinstance(each, list) else each
        for each in nested
        if isinstance(each, list) or not str(each).startswith(starts)
    ]
    return [each for each in kept if each != []]


class DeletingAdmin(admin.ModelAdmin):
    """Mixin: deleting a row also unties it from others, which goes without saying, as do the rows of `goes_along`."""

    goes_along: tuple = ()

    def get_deleted_objects(self, objs, request):
        nested, counts, lacking, protected = super().get_deleted_objects(objs, request)
        parents = [parent._meta for parent in self.model._meta.get_parent_list()]
        along = [model._meta for model in self.goes_along]
        unsaid = [*joins(), *parents, *along]  # a plant is a carrier in the database, and one thing to people
        starts = tuple(f"{capfirst(opts.verbose_name)}: " for opts in unsaid)
        plurals = {str(opts.verbose_name_plural) for opts in unsaid}
        shown = {name: number for name, number in counts.items() if str(name) not in plurals}
        lacking = set(lacking) - {opts.verbose_name for opts in along}
        return without(starts, nested), shown, lacking, protected
