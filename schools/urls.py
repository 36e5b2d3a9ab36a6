"""The addresses of people, pairs and invitations: object, then verb."""

from django.urls import include, path

from schools import views

app_name = "schools"

people_urls = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/bring/", views.bring_people, name="bring_people"),
    path("people/invite/", views.invite_people, name="invite_people"),
    path("people/<int:user_id>/change/", views.change_person, name="change_person"),
    path("people/<int:user_id>/leave/", views.leave_school, name="leave_school"),
    path("pairs/add/", views.add_pair, name="add_pair"),
    path("keeping/", views.settle_keeping, name="settle_keeping"),
]
term_urls = [
    path("terms/", views.terms, name="terms"),
    path("terms/add/", views.add_term, name="add_term"),
    path("terms/bring/", views.bring_dates, name="bring_dates"),
    path("terms/bring/confirm/", views.confirm_dates, name="confirm_dates"),
    path("terms/<int:term_id>/", views.change_term, name="change_term"),
    path("terms/<int:term_id>/remove/", views.remove_term, name="remove_term"),
    path("closed/add/", views.add_closed, name="add_closed"),
    path("closed/<int:closed_id>/", views.change_closed, name="change_closed"),
    path("closed/<int:closed_id>/remove/", views.remove_closed, name="remove_closed"),
]
pair_urls = [
    path("change/", views.change_pair, name="change_pair"),
    path("end/", views.end_pair, name="end_pair"),
    path("pause/", views.pause_meetings, name="pause_meetings"),
    path("pauses/<int:pause_id>/lift/", views.meet_again, name="meet_again"),
]

urlpatterns = [
    path("schools/<int:school_id>/", include(people_urls)),
    path("schools/<int:school_id>/", include(term_urls)),
    path("mentorships/<int:mentorship_id>/", include(pair_urls)),
    path("trusts/<int:trust_id>/people/bring/", views.bring_trusts_people, name="bring_trusts_people"),
    path("rosters/<int:roster_id>/", views.confirm_people, name="confirm_people"),
    path("trusts/<int:trust_id>/", views.trust_schools, name="trust_schools"),
    path("hat/", views.wear_hat, name="wear_hat"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
