"""Days and instants as Japanese and English pages write them, anywhere in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from digest.domain.digest_text.lenient.dates import arabic, day_of
from digest.domain.digest_text.lenient.lines import fold

JST = timezone(timedelta(hours=9), "JST")
# News on the web is younger than that; what is earlier is an empty field or the start of a computer's time.
FIRST_YEAR, LAST_YEAR = 1990, 2100
# A clock may be wrong and a zone may be missing, but no page was published later than tomorrow.
_SLACK = timedelta(days=1)
_TEXT_MOST = 4000

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = r"\d{1,2}"
_FORMS = (
    re.compile(
        rf"(?<!\d)(?P<y>\d{{4}})(?:\s{{0,3}}年\s{{0,3}}|\s{{0,3}}[-/.]\s{{0,3}})(?P<m>{_DAY})(?:\s{{0,3}}月\s{{0,3}}|\s{{0,3}}[-/.]\s{{0,3}})(?P<d>{_DAY})(?!\d)\s{{0,3}}日?"
    ),
    re.compile(
        rf"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS](?=\s?\.?\s?\d))\s{{0,3}}\.?\s{{0,3}}(?P<y>\d{{1,2}}|元)\s{{0,3}}[年./-]\s{{0,3}}"
        rf"(?P<m>{_DAY})\s{{0,3}}[月./-]\s{{0,3}}(?P<d>{_DAY})(?!\d)\s{{0,3}}日?"
    ),
    re.compile(
        rf"(?<![A-Za-z])(?P<name>{_MONTH})\.?\s{{1,3}}(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\d)(?P<d>{_DAY})(?:st|nd|rd|th)?(?:\s(?:of\s)?|-)(?P<name>{_MONTH})\.?,?(?:\s|-)(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    # What `date` prints: Sun Nov  1 09:05:00 JST 2026.
    re.compile(
        rf"(?<![A-Za-z])(?P<name>{_MONTH})\s{{1,3}}(?P<d>{_DAY})\s(?P<clock>\d\d?:\d\d(?::\d\d)?)\s{{0,3}}(?P<zone>[A-Z]{{3,4}})?\s"
        r"(?P<y>\d{4})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=\D|\d{4}(?!\d)|\d{6}(?!\d)|$)"),
)
_WITHOUT_YEAR = re.compile(
    rf"(?<![\d/年.-])(?P<m>{_DAY})(?:\s?月\s?|/)(?P<d>{_DAY})\s?日?(?=\s?\([月火水木金土日](?:・?祝)?\)|\s\d{{1,2}}[:時])"
)
_KANJI_DATE = re.compile(
    r"(?:令和|平成|昭和)[元一二三四五六七八九十]{1,3}年|[一二]〇?[〇一二三四五六七八九]{2,3}年"
)
# What may stand between a day and its time: a weekday, "T", a comma, "at", a dash.
_BETWEEN = re.compile(
    r"(?:[\s,、:|~-]|\([^()\d]{1,9}\)|[月火水木金土日]曜日?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
    r"|at\b|T(?=\d)|(?:公開|掲載|配信|更新|投稿)(?=[\s:]))*",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<half>午前|午後|正午)?\s?(?P<hour>\d{1,2})\s?(?:時\s?(?:(?P<kanji_minute>\d{1,2})\s?分(?:\s?(?P<kanji_second>\d{1,2})秒)?"
    r"|(?P<half_past>半))?|:(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)"
    r"\s?(?P<noon>[AaPp]\.?[Mm]\b\.?)?",
)
_COMPACT_TIME = re.compile(r"T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?!\d)")
_ZONE = re.compile(
    r"\s?\(?(?:(?P<utc>Z|UTC|GMT)(?![A-Za-z])|(?P<named>[A-Z]{3,4})(?![A-Za-z]))?\)?\s?(?P<sign>[+-])?(?(sign)(?P<h>\d\d?)(?::?(?P<min>\d\d))?)"
)
_ZONES = {"JST": 9, "KST": 9, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8}
_ZONES |= {"PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "WET": 0, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11}
# Zones that have another time in summer; which one was meant is not worth a guess.
_UNSURE = re.compile(r"\s?(?:ET|CT|MT|PT)(?![A-Za-z])")
_SECONDS = re.compile(r"\s*(\d{10}|\d{13})\s*")
_PATH_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<by>[/_.-])(?P<m>[01]?\d)(?P=by)(?P<d>[0-3]?\d)(?!\d)"
    r"|(?P<y2>(?:19|20)\d\d)/?(?P<m2>[01]\d)/?(?P<d2>[0-3]\d)(?=\D|\d{3,9}(?!\d)|$))"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, where the time was said, the instant; `start` and `end` are its place in the text."""

    day: date
    at: datetime | None = None
    start: int = 0
    end: int = 0


def first_moment(text: str, now: datetime | None = None) -> Moment | None:
    """The first day in `text` that a page can have been published on; `now` rules out the future."""
    return next(moments(text, now), None)


def machine_moment(text: str, now: datetime | None = None) -> Moment | None:
    """The day in a field that is meant for programs, where seconds since 1970 are found too."""
    if found := _SECONDS.fullmatch(text[:40]):
        at = datetime.fromtimestamp(int(found[1][:10]), UTC)
        return Moment(at.astimezone(JST).date(), at) if _likely(at.date(), now) else None
    return first_moment(text, now)


def moments(text: str, now: datetime | None = None) -> Iterator[Moment]:
    """Every day in `text`, in order."""
    key = re.sub(r"\s", " ", fold(text[:_TEXT_MOST])).translate(_DASHES)
    at = 0
    while found := _next(key, at, now):
        if _likely(found.day, now):
            yield found
        at = found.end


def day_of_address(path: str, now: datetime | None = None) -> date | None:
    """The day that an address tells: /2026/11/01/, /20261101/, K10014600001000_20261101."""
    for found in _PATH_DAY.finditer(path[:500]):
        said = found.groupdict()
        parts = {"y": said["y"] or said["y2"], "m": said["m"] or said["m2"], "d": said["d"] or said["d2"]}
        day = day_of(parts)
        if day and _likely(day, now):
            return day
    return None


def _next(key: str, at: int, now: datetime | None) -> Moment | None:
    """The first day at or after `at`; of two that start together, the one whose form comes first."""
    hits = [hit for form in _FORMS if (hit := form.search(key, at))]
    hits += [hit for hit in [_WITHOUT_YEAR.search(key, at)] if hit and now]
    hits.sort(key=lambda hit: hit.start())
    kanji = _KANJI_DATE.search(key, at)
    if kanji and (not hits or kanji.start() < hits[0].start()):
        return _in_kanji(key, kanji.start(), kanji.end(), now)
    for hit in hits:
        said = hit.groupdict()
        if "y" not in said and now:
            said["y"] = str(_year_before(said, now))
        day = day_of(said)
        if day is None:
            return Moment(date.min, None, hit.start(), hit.end())
        if said.get("clock"):
            zone = timezone(timedelta(hours=_ZONES.get(said["zone"] or "JST", 0 if said["zone"] else 9)))
            return Moment(day, _instant(day, _TIME.match(said["clock"]), zone), hit.start(), hit.end())
        return _with_time(key, day, hit.start(), hit.end())
    return None


def _in_kanji(key: str, start: int, end: int, now: datetime | None) -> Moment:
    """A day in kanji numbers, read from its Arabic form; its length there is not its length here."""
    day = first_moment(arabic(key[start : start + 24]), now)
    found = re.match(r"[^月日]{0,12}月[^日]{1,4}日", key[start : start + 24])
    return Moment(day.day if day else date.min, None, start, start + found.end() if found else end)


def _year_before(said: dict[str, str], now: datetime) -> int:
    """The year of a day that is said without one: the last time that there was such a day."""
    today = now.astimezone(JST)
    month, day = int(said["m"]), int(said["d"])
    later = (month, day) > ((tomorrow := today + _SLACK).month, tomorrow.day)
    return today.year - 1 if later else today.year


def _with_time(key: str, day: date, start: int, end: int) -> Moment:
    """The day from `start` to `end` with the time that follows it."""
    found = _COMPACT_TIME.match(key, end)
    if not found:
        between = _BETWEEN.match(key, end)
        found = _TIME.match(key, between.end() if between else end)
    if not found:
        return Moment(day, None, start, end)
    if _UNSURE.match(key, found.end()):
        return Moment(day, None, start, found.end())
    zone, zone_end = _zone(key, found.end())
    at = _instant(day, found, zone)
    return Moment(day, at, start, zone_end if at else end)


def _zone(key: str, at: int) -> tuple[timezone, int]:
    """The time zone that is named at `at` and where its name ends; Japan's where none is."""
    found = _ZONE.match(key, at)
    if not found or not (found["utc"] or found["sign"] or found["named"] in _ZONES):
        return JST, at
    if found["sign"]:
        offset = timedelta(hours=int(found["h"]), minutes=int(found["min"] or 0))
        if offset >= timedelta(hours=24):
            return JST, at
        return timezone(offset if found["sign"] == "+" else -offset), found.end()
    return (UTC if found["utc"] else timezone(timedelta(hours=_ZONES[found["named"]]))), found.end()


def _instant(day: date, found: re.Match[str] | None, zone: timezone) -> datetime | None:
    """The instant of a time on a day; none if there is no such time."""
    if not found:
        return None
    said = found.groupdict()
    hour = int(said["hour"])
    minute = said.get("minute") or said.get("kanji_minute") or (30 if said.get("half_past") else 0)
    second = said.get("second") or said.get("kanji_second") or 0
    noon = (said.get("noon") or "").lower().replace(".", "") or {"午前": "am", "午後": "pm"}.get(
        said.get("half") or "", ""
    )
    if noon == "pm" and hour < 12:
        hour += 12
    elif noon == "am" and hour == 12:
        hour = 0
    try:
        return datetime(day.year, day.month, day.day, hour, int(minute), int(second), tzinfo=zone)
    except ValueError:
        return None


def _likely(day: date, now: datetime | None) -> bool:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return False
    return now is None or day <= (now.astimezone(JST) + _SLACK).date()
