from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/zones/<slug:zone>/", views.save_zone, name="save_zone"),
]
