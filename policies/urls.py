from django.urls import path

from portal.views.stub import stub

app_name = "policies"
urlpatterns = [
    path("", stub, name="list"),
    path("<slug:slug>/", stub, name="detail"),
]
