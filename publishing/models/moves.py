from django.db import models


class MovedAddress(models.Model):
    """A page's former address: answered with 301 to where the page is now."""

    old_path = models.CharField("旧地址", max_length=200, unique=True)
    new_path = models.CharField("新地址", max_length=200)
    moved_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已迁移地址"

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"

    @classmethod
    def new_address(cls, path: str) -> str | None:
        """Where a path leads now, itself or through a page above it that moved; None where nothing moved."""
        prefix = "/en" if path.startswith("/en/") else ""
        bare = path.removeprefix(prefix)
        above = [bare[: at + 1] for at, character in enumerate(bare) if character == "/"]
        moves = cls.objects.filter(old_path__in=above).values_list("old_path", "new_path")
        if not moves:
            return None
        old, new = max(moves, key=lambda move: len(move[0]))
        return prefix + new + bare.removeprefix(old)
