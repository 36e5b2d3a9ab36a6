"""Work behind the page, for `manage.py db_worker`."""

from django_tasks import task

from coaching.sending import Mailbox, send_batch


@task()
def remind(people):
    """Tell `people` (their ids) what is due to them now, as `send_batch`; returns how many e-mails were sent."""
    mailbox = Mailbox()
    done = send_batch(people, mailbox=mailbox)
    mailbox.close()
    return done.sent
