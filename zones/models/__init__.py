from .carriers import Carrier, CarrierPicture, Land, Park, Plant
from .contacts import Contact
from .costs import CostItem
from .enterprises import Enterprise, Honour
from .entry import EntryRequirement
from .funds import Fund
from .highlights import Highlight
from .industries import Industry, IndustryFigure, Track
from .media import Media
from .surroundings import Surrounding
from .zone import Zone, ZoneArea

__all__ = [
    "Carrier",
    "CarrierPicture",
    "Contact",
    "CostItem",
    "Enterprise",
    "EntryRequirement",
    "Fund",
    "Highlight",
    "Honour",
    "Industry",
    "IndustryFigure",
    "Land",
    "Media",
    "Park",
    "Plant",
    "Surrounding",
    "Track",
    "Zone",
    "ZoneArea",
]
