"""Days in a short text with what is said of each: published, changed, or something else."""

import re
from datetime import datetime

from digest.domain.webpage.japanese_dates import Moment, moments

SAYS_PUBLISHED = re.compile(
    r"公開|掲載|投稿|配信|発表|登録|作成|発行|公表|配布|日付|初出|publish|posted|created|issued|first",
    re.IGNORECASE,
)
SAYS_MODIFIED = re.compile(r"更新|改訂|修正|改定|updat|modif|revis|edited", re.IGNORECASE)
SAYS_OTHER = re.compile(
    r"開催|発売|締切|締め切り|〆切|期限|期間|募集|まで|から|放送|生まれ|施行|開始|終了|予定|アクセス|閲覧|現在|有効|会期|日時|deadline|until|event|expires",
    re.IGNORECASE,
)
_LABEL = 6


def labelled(
    text: str, before: str, now: datetime | None, *, modified: bool = False
) -> tuple[list[Moment], list[Moment]]:
    """The days in a short text that are, or may be, that of publication, and those of changes.

    `before` is what stands in the line above; with `modified` a day without a label is that of a change.
    """
    found = list(moments(text, now))
    # The labels stand before the days, or right behind them: 更新 2026年11月1日, 2026年11月1日 更新.
    leading = f"{before} {text[: found[0].start]}" if found else ""
    behind = bool(found) and not _is_label(leading) and _is_label(_behind(text, found[-1]))
    published: list[Moment] = []
    changed: list[Moment] = []
    start = 0
    for moment in found:
        ahead = (text[start : moment.start] if start else leading)[-24:]
        label = text[moment.end :][:_LABEL] if behind else ahead
        start = moment.end
        if SAYS_MODIFIED.search(label) or (modified and not SAYS_PUBLISHED.search(label)):
            changed.append(moment)
        elif SAYS_PUBLISHED.search(label) or not SAYS_OTHER.search(label + text[moment.end :][:_LABEL]):
            published.append(moment)
    return published, changed


def _behind(text: str, moment: Moment) -> str:
    """What stands right behind a day, unless it is the label of another that follows."""
    after = text[moment.end :][:_LABEL]
    return "" if re.match(r"[^\d]{1,8}[:：]?\s?\d", text[moment.end :].strip(" 　（(")) else after


def _is_label(text: str) -> bool:
    return bool(SAYS_PUBLISHED.search(text) or SAYS_MODIFIED.search(text))
