"""The addresses of the log: an ECT's at a school, one entry, a leader's learning walk."""

from django.urls import path

from evidence import views

app_name = "evidence"
urlpatterns = [
    path("evidence/walk/", views.walk, name="walk"),
    path("evidence/check/", views.check_seen, name="check_seen"),
    path("evidence/<int:school_id>/<int:ect_id>/", views.log, name="log"),
    path("evidence/<int:school_id>/<int:ect_id>/new/", views.write_entry, name="write_entry"),
    path("evidence/<int:entry_id>/", views.entry, name="entry"),
    path("evidence/<int:entry_id>/change/", views.change_entry, name="change_entry"),
    path("evidence/<int:entry_id>/share/", views.share_entry, name="share_entry"),
    path("evidence/<int:entry_id>/remove/", views.remove_entry, name="remove_entry"),
]
