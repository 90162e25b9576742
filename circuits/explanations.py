"""« Comment cette date est calculée »: the words of a computation (circuits.md 9).

Pure: the same inputs as `deadlines`, told in French; `manage.py due --explain`, the
dossier's page and the accusé de réception all say it with these sentences.
"""

from __future__ import annotations

from datetime import date, timedelta

from participation.french import listing, long_date, plural, week_date, working_days
from participation.working_days import WorkingCalendar, months_later

NUMBERS = {1: "Un", 2: "Deux", 3: "Trois", 4: "Quatre", 6: "Six", 12: "Douze"}


def of_working_days(start: date, delay: int, due: date, calendar: WorkingCalendar) -> str:
    """Why `delay` worked days after day zero `start` end on `due`."""
    parts = [
        f"Le délai est de {working_days(delay)}. Il se compte à partir du lendemain "
        f"du {week_date(start)}."
    ]
    off = calendar.days_off(start, due)
    if off:
        named = listing([f"le {week_date(d)} ({calendar.why_off(d)})" for d in off])
        parts.append(f"Ne comptent pas les samedis, les dimanches, ni {named}.")
    else:
        parts.append("Ne comptent pas les samedis et les dimanches.")
    parts.append(f"Le dernier jour est donc le {week_date(due)}.")
    return " ".join(parts)


def of_months(received: date, months: int, due: date, calendar: WorkingCalendar) -> str:
    """Why `months` after the real day of reception lead to `due`."""
    raw = months_later(received, months)
    count = NUMBERS.get(months, str(months))
    text = f"{count} mois après le {week_date(received)} mènent au {week_date(raw)}"
    if raw == due:
        return f"{text}, qui est un jour travaillé."
    reason = "" if raw.weekday() >= 5 else f" ({calendar.why_off(raw)})"
    return f"{text}, qui n’est pas travaillé{reason} : la date est donc le {week_date(due)}."


def of_days(start: date, days: int, due: date) -> str:
    """Why `days` calendar days after `start` lead to `due`."""
    raw = start + timedelta(days=days)
    text = f"{days} jours après le {week_date(start)} mènent au {week_date(raw)}"
    if raw == due:
        return f"{text}."
    return f"{text}, qui n’est pas travaillé : la date est donc le {week_date(due)}."


def capped(promise: date) -> str:
    """Why a step date stops at the promise (circuits.md 1.2)."""
    return (
        "Une étape ne peut pas dépasser la réponse promise au conseil, "
        f"le {long_date(promise)}."
    )


def shifted(received: date, start: date) -> str:
    """Why day zero is not the day of reception (circuits.md 1.4)."""
    if received == start:
        return ""
    return (
        "Après 18 h ou un jour non travaillé, le délai part du jour travaillé "
        f"suivant, le {week_date(start)}."
    )


def gained(why: str, old: date, new: date, calendar: WorkingCalendar) -> str:
    """What an act gave to a step: so many worked days more, hence another date.

    A closure declared since makes the count another one: then only the date is said.
    """
    days = calendar.count(old, new)
    if calendar.add_working_days(old, days) != new:
        return f"{why} : le {long_date(new)}."
    return f"{why} : {working_days(days)} de plus, jusqu’au {long_date(new)}."


def closed_since(due: date) -> str:
    """A date that an act gave, on a day that is closed since."""
    return f"Un jour de fermeture déclaré depuis la porte au {long_date(due)}."


def chosen(due: date) -> str:
    """« À l’étude jusqu’au »: no delay leads to this date (circuits.md 3)."""
    return f"La Ville a donné elle-même cette date : le {long_date(due)}."


def stood_still(days: int, due: date) -> str:
    """A promise moves by the calendar days during which it stood still (circuits.md 6)."""
    return (
        f"La date promise a été arrêtée pendant {plural(days, 'jour')}, et passe au "
        f"premier jour travaillé qui suit : le {long_date(due)}."
    )
