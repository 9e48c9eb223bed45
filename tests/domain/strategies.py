"""Hypothesis strategies for any tree and any manuscript, with the values that are hardest to write down."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from digest.domain.manuscript import Manuscript, SpeakerProfile
from digest.domain.tree import (
    Card,
    Comment,
    Event,
    Figure,
    KeyPoint,
    Page,
    PictureRef,
    Point,
    Quote,
    Rights,
    Section,
    Text,
    Timeline,
    Tree,
)

# Drawing a whole manuscript takes a while on a busy machine; that says nothing of the code under test.
law = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Each of these is, or nearly is, a piece of the notation that has to hold it.
NASTY = (
    *(
        "【",
        "】",
        "【カード】",
        "【comment】",
        "【見出し】 題 {#s1}",
        "【】",
        "\\【",
        "\\",
        "\\\\",
        "\\n",
        "|",
        "\\|",
        " | ",
    ),
    *(
        "{}",
        "{#}",
        "{#k1}",
        "{#k1 ^c1}",
        "{^c1}",
        "{#K1}",
        "{#k1",
        "}",
        "{#x} {#y}",
        "{",
        "{{ x }}",
        "^c1",
        "#",
    ),
    *(
        "題名: 値",
        "題名:",
        "title: x",
        "公開日: 2024-01-01",
        "URL: https://e.jp/",
        ":",
        "\uff1a",
        ": :",
        "a:b",
        "出典/画像元:",
    ),
    *(
        "%digest 1",
        "%digest 2",
        "%(x)s",
        "%",
        "📘",
        "📘 Key points",
        "💡",
        "💡\ufe0f",
        "✅",
        "✅\ufe0f x",
        "\ufe0f",
        "\ufe0e",
    ),
    *(
        "- 1984 | x",
        "-",
        ">",
        "> x",
        "\uff1e x",
        ">>",
        "* a",
        "1. a",
        "**b**",
        "[a](https://e.jp/)",
        "`",
        "#",
        "---",
    ),
    *(
        "👩\u200d🔬",
        "🇯🇵",
        "が",
        "か\u3099",
        "①",
        "㍻",
        "ﬁ",
        "Ａ１！？",
        "ﾊﾝｶｸ",
        "㌖",
        "\u200b",
        "\u200e",
        "\u3000",
        "\xa0",
    ),
    *(
        "\u202e",
        "\u2066x\u2069",
        "\ufeff",
        "\ud800",
        "\uffff",
        "\x00",
        "\x1b",
        "\x85",
        "\u2028",
        "\r\n",
        "\n",
        "\n\n\n",
        "\t",
    ),
    *(
        "はい",
        "yes",
        "no",
        "own",
        "ja",
        "en",
        "None",
        "null",
        "<b>&amp;</b>",
        "さらに読む ⇒",
        "次のページを読む ⇒",
    ),
)

texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=4).flatmap(
    lambda parts: st.sampled_from(("", " ", "\n", "\n\n")).map(lambda glue: glue.join(parts))
)
ids = st.from_regex(r"[a-z]{1,4}[0-9][a-z0-9]{0,2}", fullmatch=True) | st.just("")
card_ids = st.lists(ids.filter(bool), max_size=3).map(tuple)
keys = texts.map(lambda text: f"k{text}")

dates = st.none() | st.dates() | st.datetimes()
_offsets = st.timedeltas(timedelta(hours=-23), timedelta(hours=23))
zones = st.one_of(st.just(UTC), st.timezones(), _offsets.map(timezone), st.just(timezone(timedelta(hours=9))))
instants = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=zones)  # noqa: DTZ001

pictures = st.builds(
    PictureRef,
    key=keys,
    alt=texts,
    credit=texts,
    rights=st.none() | st.sampled_from(Rights),
    licence=texts,
    decorative=st.booleans(),
)
maybe_pictures = st.none() | pictures


def _some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


points = st.builds(Point, text=texts, passage=texts)
comments = st.builds(Comment, speaker=texts, lines=_some(texts))
cards = st.builds(
    Card,
    title=texts,
    url=texts,
    publisher=texts,
    published=dates,
    points=_some(points),
    credit=texts,
    picture=maybe_pictures,
)
prose = st.builds(Text, text=texts, cards=card_ids)
quotes = st.builds(Quote, text=texts, source=texts, url=texts)
figures = st.builds(Figure, picture=maybe_pictures, caption=texts)
timelines = st.builds(Timeline, title=texts, events=_some(st.builds(Event, when=texts, text=texts)))
blocks = st.one_of(comments, cards, prose, quotes, figures, timelines)
sections = st.builds(Section, heading=texts, question=texts, answer=texts, blocks=_some(blocks, 5))
pages = st.builds(Page, title=texts, sections=_some(sections))
key_points = st.builds(KeyPoint, text=texts, cards=card_ids)
languages = st.sampled_from(("ja", "en", "ja-JP", "JA", "jam", "", "en-GB")) | texts


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree; some of its nodes have ids that a program gave them, the others are left to the tree."""
    tree = draw(
        st.builds(
            Tree,
            title=texts,
            subtitle=texts,
            lead=texts,
            language=languages,
            picture=maybe_pictures,
            key_points=_some(key_points),
            intro=texts,
            pages=_some(pages),
        )
    )
    return renamed(tree, draw(st.lists(ids, max_size=8, unique=True)))


def renamed(tree: Tree, names: Iterable[str]) -> Tree:
    """`tree` with the ids of its first key points and pages replaced by `names`, where they are free."""
    taken = {node.id for node in tree.nodes()}
    free = iter([name for name in names if name and name not in taken])

    def rename(node: Any) -> Any:
        return replace(node, id=next(free, node.id))

    return replace(tree, key_points=tuple(map(rename, tree.key_points)), pages=tuple(map(rename, tree.pages)))


speakers = st.builds(SpeakerProfile, name=texts, role=texts, portrait=texts)
manuscripts = st.builds(
    Manuscript,
    tree=trees(),
    slug=texts,
    topic=texts,
    tags=_some(texts),
    author=texts,
    published=st.none() | instants,
    speakers=_some(speakers),
)
