"""The index: what public rows are found by. Nothing here is content; `manage.py rebuild_search` makes all of it."""

from django.db import models

MOST_ROWS = 1 << 24  # of a kind; a table with more of them needs wider keys, and OpenSearch (docs/search.md)
UNDATED = 1 << 16  # days; later than any date there will be


class VectorField(models.Field):
    """PostgreSQL's tsvector, written as its literal; an empty column elsewhere."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"


class KeyField(models.BigIntegerField):
    """A key by which SQLite lays the rows of a table: it does so only where the type is called integer."""

    def db_type(self, connection):
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class SearchEntry(models.Model):
    """One public row in the index, and what hits are filtered, counted and put in order by.

    The key is the order of results: days since 2000 << 28 | kind << 24 | object_id, undated rows newest of all.
    """

    key = KeyField(primary_key=True)
    kind = models.PositiveSmallIntegerField()
    object_id = models.PositiveBigIntegerField()
    zone_id = models.BigIntegerField(null=True)
    issuer_id = models.BigIntegerField(null=True)
    category_id = models.BigIntegerField(null=True)
    year = models.SmallIntegerField(null=True)
    expires_at = models.DateTimeField(null=True)
    title_norm = models.CharField(max_length=400, db_index=True)
    tsv = VectorField(null=True)
    title_tsv = VectorField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "搜索索引"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="search_entry_expiry",
                condition=models.Q(expires_at__isnull=False),
            )
        ]

    def __str__(self):
        return self.title_norm


class SearchText(models.Model):
    """The text of an entry as search.tokens.plain() writes it. On SQLite triggers feed it to the FTS5 table."""

    entry = models.OneToOneField(SearchEntry, models.DB_CASCADE, primary_key=True, related_name="text")
    title = models.TextField()
    head = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "搜索文本"
        default_permissions = ()

    def __str__(self):
        return self.title


class SearchName(models.Model):
    """One way in which what is public may begin to be typed (search.names)."""

    entry = models.ForeignKey(SearchEntry, models.DB_CASCADE, null=True, related_name="names")
    issuer = models.ForeignKey("notices.Issuer", models.DB_CASCADE, null=True, related_name="+")
    key = models.BinaryField(max_length=60)
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    is_name = models.BooleanField()  # names are offered before titles and 文号
    is_number = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = "搜索建议"
        default_permissions = ()
        indexes = [models.Index(fields=["is_name", "key"], name="search_name_beginning")]

    def __str__(self):
        return self.text


class DueRow(models.Model):
    """A row that becomes public later, or that the index could not take in: the worker puts it into the index then."""

    kind = models.PositiveSmallIntegerField()
    object_id = models.PositiveBigIntegerField()
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "待入索引"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_due_once")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class IndexState(models.Model):
    """One row, once the index is complete: the tokens.VERSION that it was made with."""

    version = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "索引状态"
        default_permissions = ()

    def __str__(self):
        return str(self.version)
