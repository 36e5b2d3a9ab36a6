"""The addresses of the week: object, then verb."""

from django.urls import include, path

from coaching import views

app_name = "coaching"

pair_urls = [
    path("start/", views.start_week, name="start_week"),
    path("pause/", views.pause_pair, name="pause_pair"),
]
week_urls = [
    path("", views.meeting, name="meeting"),
    path("autosave/", views.autosave, name="autosave"),
    path("check/", views.check_week, name="check_week"),
    path("close/", views.close_week, name="close_week"),
    path("merge/", views.merge_foci, name="merge_foci"),
    path("slip/", views.slip, name="slip"),
    path("still/", views.answer_still, name="answer_still"),
    path("foci/<int:focus_id>/bank/", views.find_step, name="find_step"),
    path("starters/<slug:kind>/", views.find_starter, name="find_starter"),
    path("starters/<slug:kind>/use/", views.start_for_other, name="start_for_other"),
]
focus_urls = [
    path("advice/", views.put_aside, name="put_aside"),
    path("check/", views.check_focus, name="check_focus"),
    path("keep/", views.keep_focus, name="keep_focus"),
    path("reword/", views.reword_focus, name="reword_focus"),
    path("withdraw/", views.withdraw_focus, name="withdraw_focus"),
    path("correct/", views.correct_outcome, name="correct_outcome"),
    path("propose/", views.propose_focus, name="propose_focus"),
    path("use/", views.use_for_other, name="use_for_other"),
    path("script/", views.write_script, name="write_script"),
    path("help/", views.ask_for_help, name="ask_for_help"),
]

starter_urls = [
    path("", views.starters, name="starters"),
    path("<int:starter_id>/", views.change_starter, name="change_starter"),
    path("<int:starter_id>/retire/", views.retire_starter, name="retire_starter"),
]

earlier_urls = [
    path("", views.earlier_record, name="earlier_record"),
    path("offer/", views.offer_record, name="offer_record"),
    path("take-back/", views.take_back_record, name="take_back_record"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("pairs/<int:mentorship_id>/", include(pair_urls)),
    path("pauses/<int:pause_id>/lift/", views.lift_pause, name="lift_pause"),
    path("weeks/<int:cycle_id>/", include(week_urls)),
    path("foci/<int:focus_id>/", include(focus_urls)),
    path("steps/<int:step_id>/tick/", views.tick_step, name="tick_step"),
    path("steps/<int:step_id>/line/", views.write_line, name="write_line"),
    path("starters/<int:school_id>/", include(starter_urls)),
    path("notes/<int:school_id>/", views.write_note, name="write_note"),
    path("journeys/<int:school_id>/<int:ect_id>/", views.journey, name="journey"),
    path("journeys/<int:school_id>/<int:ect_id>/supported/", views.supported_foci, name="supported_foci"),
    path("journeys/<int:school_id>/<int:ect_id>/access/", views.access_record, name="access_record"),
    path("journeys/<int:school_id>/<int:ect_id>/earlier/", views.earlier_records, name="earlier_records"),
    path("journeys/<int:school_id>/<int:ect_id>/help/", views.asked_here, name="asked_here"),
    path("help/", views.asked_of_me, name="asked_of_me"),
    path("help/<int:asked_id>/", views.asked, name="asked"),
    path("help/<int:asked_id>/withdraw/", views.withdraw_question, name="withdraw_question"),
    path("earlier/<int:record_id>/", include(earlier_urls)),
    path("record/", views.own_record, name="own_record"),
    path("record/take/<slug:form>/", views.take_record, name="take_record"),
    path("mails/", views.mails, name="mails"),
    path("mails/stop/<str:token>/", views.stop_mails, name="stop_mails"),
    path("calendar/renew/", views.renew_calendar, name="renew_calendar"),
    path("calendar/<str:token>.ics", views.calendar, name="calendar"),
    path("wording/parse/", views.parse_wording, name="parse_wording"),
]
