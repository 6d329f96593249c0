"""The yardstick: tantivy, an engine that does nothing but search, over the same tokens and with the same phrases."""

import tempfile

from tantivy import Document, Index, Occur, Query, SchemaBuilder

from search.models import SearchText
from search.tokens import parse, tokens

FIELDS = ("title", "head", "body")


class Tantivy:
    def __init__(self):
        builder = SchemaBuilder().add_integer_field("key", stored=True, fast=True)
        for name in FIELDS:
            builder = builder.add_text_field(name, tokenizer_name="whitespace")
        self.schema = builder.build()
        self.folder = tempfile.TemporaryDirectory()
        index = Index(self.schema, path=self.folder.name)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for key, *texts in SearchText.objects.values_list("pk", *FIELDS).iterator():
            values = {name: " ".join(tokens(text)) for name, text in zip(FIELDS, texts, strict=True)}
            writer.add_document(Document(key=[key], **{name: [text] for name, text in values.items()}))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def page_and_count(self, q: str) -> int:
        """The best 20 by BM25, and how many there are."""
        terms = parse(q).wanted
        query = Query.boolean_query([(Occur.Must, self._anywhere(term)) for term in terms])
        return self.searcher.search(query, 20, count=True).count

    def _anywhere(self, term):
        return Query.boolean_query([(Occur.Should, self._phrase(name, term)) for name in FIELDS])

    def _phrase(self, name, term):
        if term.is_prefix:
            if len(term.tokens) == 1:
                return Query.regex_query(self.schema, name, f"{term.tokens[0]}.*")
            return Query.phrase_prefix_query(self.schema, name, term.tokens)
        if len(term.tokens) == 1:
            return Query.term_query(self.schema, name, term.tokens[0])
        return Query.phrase_query(self.schema, name, term.tokens)
