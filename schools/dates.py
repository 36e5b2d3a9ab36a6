"""Days and minutes as the pages say them. Plain string work: a template's date filter costs more a row."""

from django.utils import timezone

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_day(day):
    """ "Thursday 27 November"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day):
    """ "Thu 27 Nov"."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def week_name(day):
    """ "17 November 2025": a Monday, as a week is called."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def minute(at):
    """ "Tue 18 Nov, 12:10", in the school's time."""
    local = timezone.localtime(at)
    return f"{short_day(local)}, {local:%H:%M}"


def day_of(at):
    """The day of a moment, in the school's time."""
    return timezone.localtime(at).date()


def near(day, today):
    """ "today", "tomorrow", or the long day."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, long_day(day))
