"""The text that a browser gives for a page of ours: the tree as readers see it, without its structure."""

from collections.abc import Iterator
from itertools import count

from digest.domain.manuscript import Manuscript
from digest.domain.tree import Block, Card, Comment, Figure, Page, Quote, Section, Text, Timeline, Tree

WORDS = {
    "ja": {
        "key": "この記事で分かる事!",
        "question": "問",
        "answer": "答",
        "publisher": "媒体",
        "published": "公開日",
        "passage": "根拠",
        "more": "さらに読む ⇒",
        "credit": "出典/画像元",
        "source": "出典",
        "next": "次のページを読む ⇒",
        "contents": "もくじ",
        "sources": "出典一覧",
        "related": "関連する記事",
    },
    "en": {
        "key": "Key points",
        "question": "Question",
        "answer": "Answer",
        "publisher": "Publisher",
        "published": "Published",
        "passage": "Passage",
        "more": "Read more ⇒",
        "credit": "Source/image",
        "source": "Source",
        "next": "Next page ⇒",
        "contents": "Contents",
        "sources": "Sources",
        "related": "Related digests",
    },
}


def copied(
    manuscript: Manuscript,
    *,
    question_above: bool = False,
    colon_after_name: bool = True,
    loaded_in_place: bool = False,
) -> str:
    """All pages of an article one under the other; those loaded in place have no mark between them."""
    return "\n".join(_Copy(manuscript, question_above, colon_after_name, loaded_in_place).lines())


class _Copy:
    def __init__(
        self, manuscript: Manuscript, question_above: bool, colon_after_name: bool, loaded_in_place: bool
    ) -> None:
        self.loaded_in_place = loaded_in_place
        self.manuscript = manuscript
        self.tree: Tree = manuscript.tree
        self.words = WORDS["ja" if self.tree.language == "ja" else "en"]
        self.tag_end = "\n" if question_above else " "
        self.name_end = ":" if colon_after_name else ""
        self.markers = count(1)

    def lines(self) -> Iterator[str]:
        yield from ("本文へ移動", "菊花ダイジェスト", "CHRYSANTHEMUM DIGEST", "メニュー", "")
        yield f"{self.manuscript.topic} 2024年7月3日 4分 出典 {len(self.tree.cards())}件"
        yield from (self.tree.title, "", self.tree.subtitle, "", self.tree.lead, "")
        yield from (f"文 {self.manuscript.author}", "公開 2024年7月3日 9:00", "更新 7月5日", "")
        yield from self._contents()
        yield from (f"📘 {self.words['key']}", "")
        for point in self.tree.key_points:
            yield f"💡 {point.text}{next(self.markers) if point.cards else ''}"
        yield from ("", self.tree.intro, "")
        for number, page in enumerate(self.tree.pages, 1):
            yield from self._page(number, page)
        yield from self._foot()

    def _contents(self) -> Iterator[str]:
        yield self.words["contents"]
        for number, page in enumerate(self.tree.pages, 1):
            yield f"{number}ページ" + (f" {page.title}" if number > 1 else "")
            yield from (section.heading for section in page.sections)
        yield ""

    def _page(self, number: int, page: Page) -> Iterator[str]:
        if number > 1 and not self.loaded_in_place:
            yield from (self.words["next"], page.title, f"{number} / {len(self.tree.pages)}", "")
        if page.title:
            yield from (page.title, "")
        for section in page.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        yield from (section.heading, "")
        if section.question:
            yield f"{self.words['question']}{self.tag_end}{section.question}"
        if section.answer:
            yield f"{self.words['answer']}{self.tag_end}{section.answer}"
        for block in section.blocks:
            yield ""
            yield from self._block(block)
        yield ""

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Comment():
                yield f"{block.speaker}{self.name_end}"
                yield from block.lines
            case Card():
                yield from self._card(block)
            case Text():
                yield block.text.replace("**", "") + (f" [{next(self.markers)}]" if block.cards else "")
            case Quote():
                yield block.text
                yield f"{self.words['source']}: {block.source}"
            case Figure():
                yield f"{block.caption}（{block.picture.credit if block.picture else ''}）"
            case Timeline():
                yield block.title
                yield from (f"{event.when}\n{event.text}" for event in block.events)

    def _card(self, card: Card) -> Iterator[str]:
        yield card.title
        yield f"{self.words['publisher']}:{card.publisher}"
        if card.published:
            day = card.published
            yield f"{self.words['published']}:{day.year}年{day.month}月{day.day}日"
        for point in card.points:
            yield f"✅ {point.text}"
            if point.passage:
                yield f"{self.words['passage']}: {point.passage}"
        yield f"{self.words['more']} {card.publisher}"
        yield f"{self.words['credit']}: {card.url.split('/')[2]} {card.url}"

    def _foot(self) -> Iterator[str]:
        yield self.words["sources"]
        for number, card in enumerate(self.tree.cards(), 1):
            yield f"{number}. {card.title} {card.publisher}"
            yield card.url
        yield self.words["related"]
        yield from (
            "潮位はどう測る？",
            "2026年7月20日",
            "日本の海面の高さは、港ごとの検潮所で測られています。",
        )
        yield from ("© 菊花ダイジェスト", "利用規約")
