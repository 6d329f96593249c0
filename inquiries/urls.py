from django.urls import path

from portal.views.stub import stub

app_name = "inquiries"
urlpatterns = [
    path("new/", stub, name="new"),
    path("track/", stub, name="track"),
]
