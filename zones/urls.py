"""Pages of one zone's subjects, below /zones/<zone>/, and the places below /places/."""

from django.urls import path

from portal.views.stub import stub

from . import views

app_name = "zones"
urlpatterns = [
    path("zones/<slug:zone>/costs/", views.zone_costs, name="costs"),
    path("zones/<slug:zone>/entry/", stub, name="entry"),
    path("zones/<slug:zone>/surroundings/", stub, name="surroundings"),
    path("zones/<slug:zone>/enterprises/<slug:slug>/", stub, name="enterprise"),
    path("zones/<slug:zone>/industries/<slug:slug>/", stub, name="industry"),
    path("zones/<slug:zone>/funds/<slug:slug>/", stub, name="fund"),
    path("places/", stub, name="places"),
    path("places/parks/", stub, name="parks"),
    path("places/plants/", stub, name="plants"),
    path("places/land/", stub, name="land"),
    path("places/<slug:slug>/", stub, name="place"),
]
