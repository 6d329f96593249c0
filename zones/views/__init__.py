from .compare import compare
from .cost_calculator import cost_calculator
from .costs import zone_costs
from .enterprises import enterprise
from .entry import zone_entry
from .entry_check import entry_check
from .funds import fund
from .industries import industry
from .place import place
from .places import places
from .surroundings import zone_surroundings

__all__ = [
    "compare",
    "cost_calculator",
    "enterprise",
    "entry_check",
    "fund",
    "industry",
    "place",
    "places",
    "zone_costs",
    "zone_entry",
    "zone_surroundings",
]
