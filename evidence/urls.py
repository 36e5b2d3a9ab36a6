"""The addresses of the log: an ECT's at a school, one entry, a leader's learning walk."""

from django.urls import path

from evidence import views

app_name = "evidence"
urlpatterns = [
    path("evidence/walk/", views.walk, name="walk"),
    path("evidence/check/", views.check_seen, name="check_seen"),
    path("evidence/<int:school_id>/<int:ect_id>/", views.log, name="log"),
    path("evidence/<int:school_id>/<int:ect_id>/new/", views.write_entry, name="write_entry"),
    path("evidence/<int:school_id>/<int:ect_id>/new/autosave/", views.autosave_new, name="autosave_new"),
    path("evidence/<int:entry_id>/", views.entry, name="entry"),
    path("evidence/<int:entry_id>/change/", views.change_entry, name="change_entry"),
    path("evidence/<int:entry_id>/autosave/", views.autosave_entry, name="autosave_entry"),
    path("evidence/<int:entry_id>/share/", views.share_entry, name="share_entry"),
    path("evidence/<int:entry_id>/remove/", views.remove_entry, name="remove_entry"),
    path("evidence/<int:entry_id>/files/", views.add_files, name="add_files"),
    path("evidence/<int:entry_id>/files/<int:file_id>/", views.take_file, name="take_file"),
    path("evidence/<int:entry_id>/files/<int:file_id>/remove/", views.remove_file, name="remove_file"),
    path("notes/", views.notes, name="notes"),
    path("notes/<int:note_id>/change/", views.change_note, name="change_note"),
    path("notes/<int:note_id>/remove/", views.remove_note, name="remove_note"),
]
