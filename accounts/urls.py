from django.urls import path

from portal.views.stub import stub

app_name = "accounts"
urlpatterns = [
    path("me/", stub, name="me"),
]
