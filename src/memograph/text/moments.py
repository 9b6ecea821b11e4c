"""Days and hours put together to the moments at which a meeting begins and ends."""

from __future__ import annotations

from datetime import date, timedelta

from memograph.text.times import MeetingTime


def day_of_end(day: str | None, time: MeetingTime | None) -> str | None:
    """Return the day on which the meeting ended: the next one if the wording says so."""
    if not day or not time or not time.next_day:
        return day
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def moment(day: str | None, time: str | None, zone: str | None) -> str | None:
    """Return an ISO date-time, if the day is certain and the hour known.

    >>> moment("1991-06-05", "08:02", "-04:00")
    '1991-06-05T08:02:00-04:00'
    """
    if not day or not time:
        return None
    return f"{day}T{time}:00{zone or ''}"
