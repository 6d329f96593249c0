from .costs import zone_costs

__all__ = ["zone_costs"]
