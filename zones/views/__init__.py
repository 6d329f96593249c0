from .costs import zone_costs
from .enterprises import enterprise
from .entry import zone_entry
from .funds import fund
from .industries import industry
from .place import place
from .places import places
from .surroundings import zone_surroundings

__all__ = [
    "enterprise",
    "fund",
    "industry",
    "place",
    "places",
    "zone_costs",
    "zone_entry",
    "zone_surroundings",
]
