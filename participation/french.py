"""French in words: dates, lists, sort keys. One place, used by pages and mails."""

import unicodedata
from datetime import date, datetime

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
NBSP = "\u00a0"
MEGABYTE = 1024 * 1024
THIN = "\u202f"


def sort_key(text: str) -> str:
    """The text without accents and case, for French alphabetical order."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def day_number(day: date) -> str:
    """« 1er » or « 2 »."""
    return "1er" if day.day == 1 else str(day.day)


def long_date(day: date) -> str:
    """« 2 avril 2026 », with non-breaking spaces."""
    return f"{day_number(day)}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_date(day: date) -> str:
    """« 2 avril », for subjects and lines where the year is obvious."""
    return f"{day_number(day)}{NBSP}{MONTHS[day.month - 1]}"


def nearby_date(day: date, today: date) -> str:
    """« 2 avril », with its year when that is not the year of `today`."""
    return short_date(day) if day.year == today.year else long_date(day)


def week_date(day: date) -> str:
    """« jeudi 2 avril 2026 »; a line may end after the day's name, or a phone cuts the date."""
    return f"{DAYS[day.weekday()]} {long_date(day)}"


def clock_time(at: datetime) -> str:
    """« 9 h 30 », « 17 h »: the wall time of a moment already local."""
    minutes = f"{NBSP}{at.minute:02d}" if at.minute else ""
    return f"{at.hour}{NBSP}h{minutes}"


def by_the(day: date) -> str:
    """« au plus tard le 2 juin 2026 »: never « avant le » (circuits.md 1.3)."""
    return f"au plus tard le {long_date(day)}"


def month_year(day: date) -> str:
    """« avril 2026 »."""
    return f"{MONTHS[day.month - 1]}{NBSP}{day.year}"


def plural(count: int, singular: str, many: str = "") -> str:
    """« 1 relance », « 2 relances »: French is singular up to 1.5."""
    word = singular if abs(count) < 2 else (many or singular + "s")
    return f"{count}{NBSP}{word}"


def grouped(count: int) -> str:
    """« 12 000 »: thousands apart, as templates write them."""
    return f"{count:,}".replace(",", NBSP)


def working_days(count: int) -> str:
    """« 1 jour ouvré », « 5 jours ouvrés »."""
    return plural(count, "jour ouvré", "jours ouvrés")


def file_size(octets: int) -> str:
    """« 340 Ko », « 2,4 Mo »: the units that people know, of 1 024."""
    if octets < MEGABYTE:
        return f"{max(1, round(octets / 1024))}{NBSP}Ko"
    return f"{octets / MEGABYTE:.1f}{NBSP}Mo".replace(".", ",")


def listing(words: list[str], link: str = "et") -> str:
    """« a, b et c »; `link` is the word before the last."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def inside(label: str) -> str:
    """A label in the middle of a sentence: only its first letter loses its capital."""
    return label[:1].lower() + label[1:]


def of(name: str) -> str:
    """« du service X » never needs this; « de Mulhouse », « d’Illzach » do."""
    return f"d’{name}" if sort_key(name)[:1] in tuple("aeiouyh") else f"de {name}"


def sentence_case(words: str) -> str:
    """The words with a capital first; the others keep theirs."""
    return words[:1].upper() + words[1:]
