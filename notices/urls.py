from django.urls import path

from portal.views.stub import stub

app_name = "notices"
urlpatterns = [
    path("", stub, name="list"),
    path("feed/", stub, name="feed"),
    path("<int:pk>/", stub, name="detail"),
]
