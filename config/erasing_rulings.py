"""What becomes of every text that the database holds when a person is erased. Data only; a column without a ruling
fails a test.

`config/erasing.py` does what stands here, so that neither says something else.
"""

# What is said of an ECT, whoever wrote it: the path to the ECT, the texts that are blanked, those that stay.
ABOUT = {
    "coaching.Cycle": (
        "ect",
        "praise praise_effect probe_question probe_answer no_focus_note passed_over_reason",
        "prompts",
    ),
    "coaching.Focus": (
        "cycle__ect",
        "key_action so_that why_now_note no_evidence_reason plan_lesson script follow_up withdrawn_reason",
        "dismissed finding_codes",
    ),
    "coaching.Step": ("focus__cycle__ect", "text", ""),
    "coaching.Achievable": ("focus__cycle__ect", "digest", ""),
    "coaching.Rewording": ("focus__cycle__ect", "key_action steps so_that reason", ""),
    "coaching.Rehearsal": ("focus__cycle__ect", "rehearsed changed", ""),
    "coaching.Check": ("focus__cycle__ect", "digest reason suggested", ""),
    "coaching.Reply": ("check_of__focus__cycle__ect", "reason", ""),
    "coaching.StepLine": ("step__focus__cycle__ect", "text", ""),
    "coaching.Outcome": ("focus__cycle__ect", "effect let_go_reason", ""),
    "coaching.Correction": ("outcome__focus__cycle__ect", "note", ""),
    "coaching.MeetingNote": ("ect", "went_well to_discuss", ""),
    "coaching.Parked": ("ect", "key_action steps so_that why", ""),
    "coaching.Asked": ("focus__cycle__ect", "key_action steps so_that question reply", ""),
    "evidence.Evidence": ("ect", "seen meaning class_name", ""),
    "evidence.PrivateNote": ("ect", "text", ""),
    "schools.AccessRecord": ("ect", "why", ""),
}

# Rows that go: the paths to the person they are of. Those of one school go with what is said there.
GONE_WITH_A_SCHOOL = {
    "coaching.EarlierRecord": ("ect",),
    "schools.Invitation": ("user",),
}
GONE = {
    **GONE_WITH_A_SCHOOL,
    "coaching.CalendarAddress": ("user",),
    "coaching.Digest": ("user",),
    "coaching.MailSettings": ("user",),
    "schools.KeptForm": ("user",),
    "actionsteps.Favourite": ("user",),
    "schools.Roster": ("by",),
    "actionsteps.Upload": ("by",),
    "admin.LogEntry": ("user",),
    "account.EmailConfirmation": ("email_address__user",),
    "account.EmailAddress": ("user",),
    "mfa.Authenticator": ("user",),
    "socialaccount.SocialToken": ("account__user",),
    "socialaccount.SocialAccount": ("user",),
    "usersessions.UserSession": ("user",),
}
# Tables kept for a day: a row that names the person goes as a whole.
GONE_IF_NAMED = ("schools.Roster", "actionsteps.Upload")

# Texts with a way of their own in `config/erasing.py`.
BY_HAND = {
    "schools.User": ("email", "name", "password"),
    "evidence.Attachment": ("name", "kind", "stored_as"),
    "actionsteps.Proposal": ("key_action", "steps", "so_that", "note", "reason"),
    "sessions.Session": ("session_key", "session_data"),
}

# Texts that are of nobody: a school's, the bank's, the product's. Where the person is named in one, the name goes.
STAYS = {
    "actionsteps.ActionStep": "the bank’s",
    "actionsteps.Area": "the bank’s",
    "actionsteps.BankSettings": "the school’s",
    "actionsteps.Facet": "the bank’s",
    "actionsteps.Slip": "words of the bank",
    "actionsteps.Sought": "words that were looked for, with marks that name nobody",
    "actionsteps.Version": "the bank’s",
    "actionsteps.Word": "words of the bank",
    "auth.Group": "the product’s",
    "auth.Permission": "the product’s",
    "coaching.Starter": "the school’s",
    "contenttypes.ContentType": "the product’s",
    "django_tasks_database.DBTaskResult": "what a worker did",
    "insights.Counted": "counts, by ids",
    "insights.Tally": "counts, by ids",
    "insights.Total": "counts, by ids",
    "schools.ClosedDay": "the school’s",
    "schools.School": "the school’s",
    "schools.Term": "the school’s",
    "schools.Trust": "the trust’s",
    "socialaccount.SocialApp": "the installation’s",
}
