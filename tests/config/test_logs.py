"""No word of coaching in a log."""

import logging
import sys

import pytest

from config import keeping
from config.logs import Formatter

MARK = "pupils-of-10c-lost-the-thread"


def written(fail, level=logging.ERROR):
    message = "Internal Server Error: /"
    try:
        fail()
    except Exception:
        record = logging.LogRecord("django.request", level, "", 0, message, (), sys.exc_info())
    return Formatter("%(levelname)s %(message)s").format(record)


def test_an_exception_is_logged_by_where_and_kind_only():
    def fail():
        try:
            raise ValueError(MARK)
        except ValueError as error:
            raise KeyError(MARK) from error

    log = written(fail)

    assert MARK not in log
    assert log.splitlines()[0] == "ERROR Internal Server Error: /"
    assert "ValueError" in log
    assert log.splitlines()[-1] == "KeyError"
    assert "in fail" in log


def test_a_refusal_is_logged_in_one_line():
    def refuse():
        raise PermissionError(MARK)

    assert written(refuse, logging.WARNING) == "WARNING Internal Server Error: /"


@pytest.mark.parametrize("who", ["mentor", "ect", "other_mentor", None])
def test_a_post_leaves_no_text_in_the_log(request, caplog, signed_in, live, who):
    user = request.getfixturevalue(who) if who else None
    client = signed_in(user)
    client.raise_request_exception = False
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)

    client.post(f"/weeks/{live.pk}/?q={MARK}", {"praise": MARK, "person": keeping.person_token(live.mentorship.mentor)})
    client.post(f"/weeks/{live.pk}/autosave/", {"praise": MARK}, headers={"Accept": "application/json"})

    assert [record for record in caplog.messages if MARK in record] == []


def test_no_handler_mails_what_was_posted(settings):
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []
    assert all("Email" not in type(handler).__name__ for handler in logging.getLogger("django").handlers)
