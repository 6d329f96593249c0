"""The page of results as a reader asks for it, through all of Django, to be compared with the search alone."""

from django.test import Client
from django.urls import reverse


class PageOfResults:
    def __init__(self):
        self.client = Client(headers={"host": "127.0.0.1"})

    def __call__(self, q: str):
        response = self.client.get(reverse("search:page"), {"q": q, "kind": "notice"})
        assert response.status_code == 200, q  # noqa: S101  a failure would look fast
