"""The shape of a fact: something that the source prints and that a page of the site must show."""

from typing import NamedTuple


class Fact(NamedTuple):
    """`literal` stands word for word in the source, and on the page at `address` it follows `label`."""

    section: str
    address: str
    label: str
    literal: str
