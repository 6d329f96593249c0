from django.urls import path

from .views import search_page, suggest

app_name = "search"
urlpatterns = [
    path("", search_page, name="page"),
    path("suggest/", suggest, name="suggest"),
]
