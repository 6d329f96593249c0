"""A line of a JSONL file as a row: one object, its names are the columns."""

import json

from .widgets import NOT_IN_TABLE


def object_in(line: str) -> dict:
    """The object of a line, {} of an empty one. ValueError with a sentence where there is none."""
    if not line.strip():
        return {}
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("不是完整的 JSON：每行要有一个对象，写在花括号里。") from error
    if not isinstance(found, dict):
        raise ValueError("不是 JSON 对象：每行要以花括号开头。")
    return {name: cell_of(name, value) for name, value in found.items()}


def cell_of(name: str, value):
    """A value as a cell holds it: several names in one, no objects within objects."""
    several = value if isinstance(value, list) else [value]
    if any(isinstance(each, dict | list) for each in several):
        raise ValueError(f"“{name[:40]}”的值应是文字、数字或它们的列表。")
    return "；".join(map(str, value)) if isinstance(value, list) else value


def cells_of(values: dict, names) -> list:
    """The cells of a row in that order; what an object does not name stays as it is."""
    return [values.get(name, NOT_IN_TABLE) for name in names]
