from django.urls import path

from .views import policy_detail, policy_list

app_name = "policies"
urlpatterns = [
    path("", policy_list, name="list"),
    path("<slug:slug>/", policy_detail, name="detail"),
]
