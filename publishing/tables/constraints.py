"""A model's constraints for thousands of rows. Django asks the database with every column of the row, each time anew."""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Value


class Constraints:
    """`validate` is Model.validate_constraints; a check whose columns hold values that passed before is not asked again."""

    def __init__(self):
        self._passed: set[tuple] = set()

    def validate(self, instance, exclude):
        """Raises ValidationError as Model.validate_constraints does."""
        errors: dict = {}
        for model, constraints in instance.get_constraints():
            for constraint in constraints:
                try:
                    if isinstance(constraint, CheckConstraint):
                        self._check(constraint, instance, exclude)
                    else:
                        constraint.validate(model, instance, exclude=exclude)
                except ValidationError as error:
                    errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _check(self, constraint, instance, exclude):
        names = sorted(constraint.condition.referenced_base_fields)
        if exclude.intersection(names):
            return
        fields = [instance._meta.get_field(name) for name in names]
        values = tuple(getattr(instance, field.attname) for field in fields)
        if (constraint.name, values) in self._passed:
            return
        against = {field.name: Value(value, field) for field, value in zip(fields, values, strict=True)}
        if not constraint.condition.check(against):
            raise ValidationError(
                constraint.get_violation_error_message(), code=constraint.violation_error_code
            )
        self._passed.add((constraint.name, values))
