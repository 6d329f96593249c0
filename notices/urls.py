from django.urls import path

from .feeds import notice_feed
from .views import attachment, notice_detail, notice_list

app_name = "notices"
urlpatterns = [
    path("", notice_list, name="list"),
    path("feed/", notice_feed, name="feed"),
    path("<int:pk>/", notice_detail, name="detail"),
    path("<int:pk>/attachments/<int:attachment>/", attachment, name="attachment"),
]
