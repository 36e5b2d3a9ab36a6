"""Who may set up people, pairs and pauses, and when. A rule answers with the reason against, or with ""."""


def why_not_set_up(*, manages):
    """Why somebody may not set up people and pairs; `manages`: whether they lead the school or are support staff."""
    return "" if manages else "People are set up by a leader of the school."


def why_not_set_terms(*, manages):
    """Why somebody may not set a school's terms and closed days; `manages` as above."""
    return "" if manages else "Term dates are set by a leader of the school."


def why_not_pair(*, mentor_here, ect_here):
    """Why two people may not be made a pair; `…_here`: whether each has the role at the school."""
    if not mentor_here:
        return "The mentor is not a mentor or a leader of this school yet."
    if not ect_here:
        return "The ECT is not an ECT of this school yet."
    return ""


def why_not_add(user):
    """Why somebody who is known may not be given a role."""
    return "" if user.is_active else "This person has left: their address can’t be used again."


def why_not_set_up_leaver(*, has_left):
    """Why nothing of what somebody is at a school may be changed."""
    return "They have left this school already." if has_left else ""


def why_not_end(mentorship):
    """Why a mentorship may not be ended."""
    return "" if mentorship.is_live else "This mentorship has ended already."


def why_not_end_role(*, ended, pairs):
    """Why a role may not be ended; `pairs`: how many live mentorships rest on it."""
    if ended:
        return "This role has ended already."
    if pairs:
        return "They are in a pair here. End that mentorship, or change its mentor, first."
    return ""


def why_not_pause(mentorship, *, user, manages=False):
    """Why `user` may not pause a pair or lift a pause: it is for its mentor, and for whoever manages the school."""
    if not mentorship.is_live:
        return "This mentorship has ended."
    if user.pk != mentorship.mentor_id and not manages:
        return "The mentor says when there is no meeting."
    return ""


def why_not_lift(pause, *, user, manages=False):
    """Why `user` may not lift a pause."""
    if pause.lifted_at is not None:
        return "This pause has been lifted already."
    return why_not_pause(pause.mentorship, user=user, manages=manages)


def why_not_accept(invitation, *, at):
    """Why an invitation may not be taken up."""
    if invitation.accepted_at is not None:
        return "This invitation has been used. Sign in with your e-mail address and password."
    if invitation.revoked_at is not None:
        return "A newer invitation was sent to you: use the link in that one."
    if at >= invitation.expires_at:
        return "This invitation has expired. Ask the person who sent it for another."
    return ""


def why_not_leave(user, by):
    """Why `by` may not take somebody out of a school: nobody locks themselves out by a slip."""
    return "You can’t take yourself out. Ask another leader." if user.pk == by.pk else ""


def why_not_ask_of_leaders(wanted, *, shown):
    """Why a leader may not ask for a way of signing in: nobody asks for what they don't have (`shown`) themselves."""
    if wanted == "second" and wanted not in shown:
        return "Set up a second step for yourself first, under your name at the top: then nobody is locked out."
    if wanted == "sso" and wanted not in shown:
        return "Sign in through the school’s account yourself first: then nobody is locked out."
    return ""


def why_not_rename(*, known_elsewhere):
    """Why a school may not change somebody's name."""
    return "Another school or trust knows them by this name too: ask support to change it." if known_elsewhere else ""


def why_not_change_roles(user, by, *, leads, will_lead):
    """Why `by` may not change what somebody is at a school: nobody locks themselves out by a slip."""
    if user.pk == by.pk and leads and not will_lead:
        return "You can’t take your own lead away. Ask another leader."
    return ""


def why_not_readdress(*, has_a_way_in, is_known):
    """Why a school may not mend the address that somebody is to sign in with."""
    if has_a_way_in:
        return "They sign in with this address already: ask support to change it."
    return "Their coaching has begun, or another school knows them: ask support to change it." if is_known else ""
