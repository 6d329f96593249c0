"""Pages of one zone's subjects, below /zones/<zone>/, and the places below /places/."""

from django.urls import path

from . import views

app_name = "zones"
urlpatterns = [
    path("zones/<slug:zone>/costs/", views.zone_costs, name="costs"),
    path("zones/<slug:zone>/entry/", views.zone_entry, name="entry"),
    path("zones/<slug:zone>/surroundings/", views.zone_surroundings, name="surroundings"),
    path("zones/<slug:zone>/enterprises/<slug:slug>/", views.enterprise, name="enterprise"),
    path("zones/<slug:zone>/industries/<slug:slug>/", views.industry, name="industry"),
    path("zones/<slug:zone>/funds/<slug:slug>/", views.fund, name="fund"),
    path("places/", views.places, name="places"),
    path("places/parks/", views.places, {"kind": "park"}, name="parks"),
    path("places/plants/", views.places, {"kind": "plant"}, name="plants"),
    path("places/land/", views.places, {"kind": "land"}, name="land"),
    path("places/compare/", views.compare, name="compare"),
    path("places/costs/", views.cost_calculator, name="cost_calculator"),
    path("places/entry-check/", views.entry_check, name="entry_check"),
    path("places/<slug:slug>/", views.place, name="place"),
]
