"""The letter about a question to a leader (A111): at once, to whoever wants it, and no word of what was written."""

from django.urls import reverse

from coaching.mails import stop_headers, stop_token
from coaching.models import MailSettings
from schools.letters import write_to


def write_about_question(user, subject, said, *, at_address, build):
    """Write to a person that something waits for them at an address, unless they switched that off. One query.

    `build` makes a whole address of a path: `request.build_absolute_uri`.
    """
    if MailSettings.objects.filter(user=user, question=False).exists():
        return
    stop = build(reverse("coaching:stop_mails", args=[stop_token(user.pk)]))
    body = (
        f"Hello {user.first_name}\n\n{said}\n\nRead it in So That: {build(at_address)}\n\n"
        f"--\nChoose which e-mails you get: {build(reverse('coaching:mails'))}\nStop all e-mails: {stop}\n"
    )
    write_to(user, subject, body, headers=stop_headers(stop))
