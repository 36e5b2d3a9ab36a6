"""Days and minutes as the week's pages say them: in the words of the whole house."""

from schools.dates import DAYS, MONTHS, day_of, long_day, minute, near, short_day, week_name

__all__ = ["DAYS", "MONTHS", "day_of", "long_day", "minute", "near", "short_day", "week_name"]
