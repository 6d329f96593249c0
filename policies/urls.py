from django.urls import path

from .views import policy_calculator, policy_detail, policy_list

app_name = "policies"
urlpatterns = [
    path("", policy_list, name="list"),
    path("calculator/", policy_calculator, name="calculator"),
    path("<slug:slug>/", policy_detail, name="detail"),
]
