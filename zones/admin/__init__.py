from . import (
    carriers,
    contacts,
    costs,
    enterprises,
    entry,
    funds,
    highlights,
    industries,
    media,
    surroundings,
    zone,
)

__all__ = [
    "carriers", "contacts", "costs", "enterprises", "entry", "funds", "highlights", "industries", "media",
    "surroundings", "zone",
]  # fmt: skip
