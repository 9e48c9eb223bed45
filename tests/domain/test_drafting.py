"""Drafts change in one way: nothing that was typed is lost, and other people's parts are no conflict."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from digest.domain.article import Draft
from digest.domain.audit import AuditEntry
from digest.domain.deletion import KEPT, Deletion
from digest.domain.drafting import (
    BusyError,
    DraftGoneError,
    Hand,
    Outcome,
    Result,
    add,
    bring_back,
    change,
    changing,
    delete,
    duplicate,
    locked,
    move,
    new_draft_article,
    place,
    replace_tree,
    restore,
    save_part,
    taken_ids,
    use_text,
)
from digest.domain.part import Head, Lead, PartGoneError, PartValue, part_names, part_of, version_of
from digest.domain.rearranging import EdgeError
from digest.domain.set_aside import Reason, SetAside
from digest.domain.tree import Comment, Page, Section, Text, Tree
from digest.domain.tree_json import tree_to_json
from digest.store import db, writing
from tests.support.factories import an_article
from tests.support.hands import a_hand, draft_tree, history


@pytest.fixture(autouse=True)
def inside(app: Flask) -> object:
    with app.app_context():
        yield


@pytest.fixture
def article() -> int:
    return an_article(at=None).id


def save(
    article: int, part: str, value: PartValue, version: str | None = None, who: str = "editor"
) -> Outcome:
    now = version or version_of(part_of(draft_tree(article), part))
    hand = a_hand(who)
    with writing() as session:
        return save_part(session, article, part, value, now, hand)


def asides(article: int) -> list[SetAside]:
    db.session.rollback()
    return list(db.session.scalars(SetAside.of_article(article)))


def deleted(article: int, part: str, who: str = "editor") -> int:
    hand = a_hand(who)
    with writing() as session:
        return delete(session, article, part, hand).id


def test_a_part_is_saved(article: int) -> None:
    outcome = save(article, "lead", Lead("新しいリード"))
    assert (outcome.kind, outcome.kept) == (Result.SAVED, True)
    assert outcome.current == Lead("新しいリード")
    assert outcome.version == version_of(Lead("新しいリード"))
    assert draft_tree(article) == outcome.tree
    assert outcome.tree.lead == "新しいリード"


def test_a_save_counts_the_version_and_folds_the_title(article: int) -> None:
    save(article, "head", Head("ＡＢＣ の話"))
    draft = db.session.get_one(Draft, article)
    assert (draft.version, draft.title) == (2, "abc の話")
    assert draft.updated_at == a_hand().at


def test_a_save_that_comes_again_is_the_same(article: int) -> None:
    before = version_of(part_of(draft_tree(article), "lead"))
    save(article, "lead", Lead("一度だけ"), before)
    again = save(article, "lead", Lead("一度だけ"), before)
    assert (again.kind, again.current, again.draft_version) == (Result.SAME, Lead("一度だけ"), 2)
    assert asides(article) == []


def test_another_part_is_no_conflict(article: int) -> None:
    names = [name for name in part_names(draft_tree(article)) if name.startswith("s")]
    lead = version_of(part_of(draft_tree(article), "lead"))
    save(article, names[0], Section(heading="別の人の見出し"), who="colleague")
    assert save(article, "lead", Lead("私のリード"), lead).kind == Result.SAVED
    tree = draft_tree(article)
    assert (tree.lead, tree.pages[0].sections[0].heading) == ("私のリード", "別の人の見出し")
    assert tree.pages[0].sections[0].blocks


def test_the_same_part_twice_is_a_conflict_and_both_texts_are_kept(article: int) -> None:
    before = version_of(part_of(draft_tree(article), "lead"))
    save(article, "lead", Lead("秋山の文"), before)
    outcome = save(article, "lead", Lead("星野の文"), before, who="colleague")
    assert (outcome.kind, outcome.kept, outcome.by) == (Result.CONFLICT, False, "秋山 菊乃")
    assert (outcome.current, outcome.version) == (Lead("秋山の文"), version_of(Lead("秋山の文")))
    assert draft_tree(article).lead == "秋山の文"
    [aside] = asides(article)
    assert (aside.id, aside.text, aside.reason) == (outcome.set_aside_id, "星野の文", Reason.CONFLICT)
    assert aside.user
    assert aside.user.name == "星野 湊"


def test_a_conflict_changes_no_version_and_no_history(article: int) -> None:
    save(article, "lead", Lead("秋山の文"))
    outcome = save(article, "lead", Lead("星野の文"), "000000000000", who="colleague")
    assert outcome.draft_version == 2
    assert [state.version for state in history(article)] == [2, 1]


def test_a_text_that_is_refused_again_is_kept_once(article: int) -> None:
    for _ in range(2):
        save(article, "lead", Lead("星野の文"), "000000000000", who="colleague")
    save(article, "lead", Lead("星野の文。"), "000000000000", who="colleague")
    assert [aside.text for aside in asides(article)] == ["星野の文。", "星野の文"]


def test_a_text_that_is_saved_after_all_is_no_longer_aside(article: int) -> None:
    outcome = save(article, "lead", Lead("星野の文"), "000000000000", who="colleague")
    save(article, "lead", Lead("星野の文"), outcome.version, who="colleague")
    assert asides(article) == []
    assert draft_tree(article).lead == "星野の文"


def test_who_changed_a_part_is_not_who_saved_last(article: int) -> None:
    before = version_of(part_of(draft_tree(article), "lead"))
    save(article, "lead", Lead("秋山の文"), before)
    save(article, "head", Head("若葉の題"), who="author")
    assert save(article, "lead", Lead("星野の文"), before, who="colleague").by == "秋山 菊乃"


def test_the_text_of_a_part_that_was_deleted_is_set_aside(article: int) -> None:
    version = version_of(part_of(draft_tree(article), "b1"))
    deleted(article, "s1", who="author")
    outcome = save(article, "b1", Comment(speaker="菊子", lines=("まだ書いていました。",)), version)
    assert (outcome.kind, outcome.current, outcome.by) == (Result.GONE, None, "若葉 文")
    [aside] = asides(article)
    assert (aside.part, aside.reason, aside.text) == ("b1", Reason.GONE, "菊子\nまだ書いていました。")


def test_a_part_whose_name_means_something_else_by_now_is_gone(article: int) -> None:
    outcome = save(article, "b1", Text(text="段落のつもり"), version_of(Text()))
    assert outcome.kind == Result.GONE
    assert [aside.text for aside in asides(article)] == ["段落のつもり"]


def test_the_id_of_a_text_set_aside_is_not_given_to_another_part(article: int) -> None:
    number = deleted(article, "b1")
    save(article, "b1", Comment(lines=("まだ。",)), "000000000000")
    with writing() as session:
        session.delete(session.get_one(Deletion, number))
    hand = a_hand()
    with writing() as session:
        assert add(session, article, "comment", "s1", hand) not in ("b1", "b2")


def test_no_id_of_what_can_come_back_is_given_to_another_part(article: int) -> None:
    deleted(article, "s1")
    assert taken_ids(db.session(), article) == {"s1", "b1", "b2", "c1", "v1", "v2"}
    hand = a_hand()
    with writing() as session:
        assert add(session, article, "section", "", hand) == "s2"
        assert add(session, article, "text", "", hand) == "b3"


def test_what_is_deleted_comes_back_where_it_was(article: int) -> None:
    before = draft_tree(article)
    number = deleted(article, "c1")
    assert draft_tree(article) != before
    hand = a_hand()
    with writing() as session:
        assert bring_back(session, article, number, hand) == "c1"
    assert draft_tree(article) == before
    assert db.session.scalars(Deletion.of_article(article)).all() == []


def test_what_came_back_does_not_come_twice(article: int) -> None:
    number, hand = deleted(article, "c1"), a_hand()
    with writing() as session:
        bring_back(session, article, number, hand)
    with pytest.raises(PartGoneError), writing() as session:
        bring_back(session, article, number, hand)


def test_a_deletion_says_all_that_was_deleted(article: int) -> None:
    deleted(article, "s1")
    [deletion] = db.session.scalars(Deletion.of_article(article))
    assert deletion.kind == "section"
    assert deletion.text.startswith(
        "見出し1の1\n何が新しい？\n肖像が回る。\n菊子\n傾けたくなりますね。\n特徴1の1"
    )
    assert deletion.text.endswith("段落です。")


def test_a_block_comes_back_even_if_nothing_can_hold_it(article: int) -> None:
    block, page, hand = deleted(article, "b1"), deleted(article, "p1"), a_hand()
    with writing() as session:
        assert bring_back(session, article, block, hand) == "b1"
        assert bring_back(session, article, page, hand) == "p1"
    assert [page.id for page in draft_tree(article).pages] == ["p1", "p2"]


def test_an_id_that_was_given_anew_is_told(article: int) -> None:
    number, tree, hand = deleted(article, "b1"), draft_tree(article), a_hand()
    section = replace(tree.pages[0].sections[0], blocks=(Comment(id="b1", lines=("あとから",)),))
    other = replace(tree, pages=(replace(tree.pages[0], sections=(section,)),))
    with writing() as session:
        replace_tree(session, article, other, 2, hand)
        assert bring_back(session, article, number, hand) == "b2"


def test_the_last_fifty_deletions_are_kept(article: int) -> None:
    hand = a_hand()
    other = an_article("other", at=None).id
    kept_elsewhere = deleted(other, "b1")
    with writing() as session:
        for _ in range(KEPT + 2):
            delete(session, article, add(session, article, "text", "s1", hand), hand)
    counted = select(Deletion.article_id, func.count()).group_by(Deletion.article_id)
    assert dict(db.session.execute(counted).all()) == {article: KEPT, other: 1}  # type: ignore[arg-type]
    assert db.session.get(Deletion, kept_elsewhere)


def test_parts_are_added_copied_and_moved(article: int) -> None:
    hand = a_hand()
    with writing() as session:
        new = add(session, article, "quote", "b1", hand)
        copy = duplicate(session, article, "b1", hand)
        move(session, article, new, "up", hand)
        place(session, article, "b2", "intro", hand)
    blocks = draft_tree(article).pages[0].sections[0].blocks
    assert [block.id for block in blocks] == ["b2", "b1", new, copy, "c1"]
    assert db.session.get_one(Draft, article).version == 5


def test_a_step_too_far_changes_nothing(article: int) -> None:
    hand = a_hand()
    with pytest.raises(EdgeError), writing() as session:
        move(session, article, "p1", "up", hand)
    assert db.session.get_one(Draft, article).version == 1


def test_the_whole_text_is_replaced(article: int) -> None:
    hand, tree = a_hand(), Tree(title="一から", pages=(Page(sections=(Section(heading="新しく"),)),))
    with writing() as session:
        outcome = replace_tree(session, article, tree, 1, hand)
    assert (outcome.kind, outcome.draft_version, draft_tree(article)) == (Result.SAVED, 2, tree)


def test_the_whole_text_of_somebody_who_came_later_is_set_aside(article: int) -> None:
    tree = replace(draft_tree(article), lead="本文ごと直した")
    save(article, "head", Head("題だけ直した"), who="colleague")
    hand = a_hand()
    with writing() as session:
        outcome = replace_tree(session, article, tree, 1, hand)
    assert (outcome.kind, outcome.draft_version, outcome.by) == (Result.CONFLICT, 2, "星野 湊")
    [aside] = asides(article)
    assert (aside.part, aside.value) == ("", tree_to_json(tree))
    assert "本文ごと直した" in aside.text
    assert "題だけ直した" not in aside.text
    assert draft_tree(article).title == "題だけ直した"


def test_the_whole_text_that_comes_again_is_the_same(article: int) -> None:
    tree, hand = replace(draft_tree(article), lead="直した"), a_hand()
    with writing() as session:
        replace_tree(session, article, tree, 1, hand)
    with writing() as session:
        assert replace_tree(session, article, tree, 1, hand).kind == Result.SAME
    assert asides(article) == []


def test_an_earlier_state_is_restored_and_the_later_one_stays_in_the_history(article: int) -> None:
    first = draft_tree(article)
    save(article, "lead", Lead("あとの文"))
    hand, state = a_hand("colleague"), history(article)[-1]
    with writing() as session:
        assert restore(session, article, state, 2, hand).kind == Result.SAVED
    assert draft_tree(article) == first
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.user_name, entry.detail) == (
        "draft.restore",
        "星野 湊",
        {"revision": state.id},
    )
    assert [(state.note, state.tree.lead) for state in history(article)] == [
        ("restored", first.lead),
        ("", "あとの文"),
        ("beginning", first.lead),
    ]


def test_a_state_is_not_restored_over_what_was_not_seen(article: int) -> None:
    save(article, "lead", Lead("あとの文"))
    hand, state = a_hand("colleague"), history(article)[-1]
    with writing() as session:
        assert restore(session, article, state, 1, hand).kind == Result.CONFLICT
    assert (draft_tree(article).lead, asides(article)) == ("あとの文", [])


def test_a_text_set_aside_is_used_by_a_colleague(article: int) -> None:
    aside = save(article, "lead", Lead("星野の文"), "000000000000", who="colleague").set_aside_id
    hand, version = a_hand(), version_of(part_of(draft_tree(article), "lead"))
    with writing() as session:
        assert use_text(session, article, aside, "000000000000", hand).kind == Result.CONFLICT
    assert [each.text for each in asides(article)] == ["星野の文"]
    with writing() as session:
        assert use_text(session, article, aside, version, hand).kind == Result.SAVED
    assert (draft_tree(article).lead, asides(article)) == ("星野の文", [])
    with pytest.raises(PartGoneError), writing() as session:
        use_text(session, article, aside, version, hand)


def test_a_whole_text_set_aside_is_used(article: int) -> None:
    tree, hand = replace(draft_tree(article), lead="本文ごと直した"), a_hand()
    with writing() as session:
        aside = replace_tree(session, article, tree, 7, hand).set_aside_id
    with writing() as session:
        assert use_text(session, article, aside, "1", hand).kind == Result.SAVED
    assert (draft_tree(article), asides(article)) == (tree, [])


def test_a_text_whose_part_is_gone_stays_aside(article: int) -> None:
    deleted(article, "b1")
    aside = save(article, "b1", Comment(lines=("まだ。",)), "000000000000").set_aside_id
    hand = a_hand()
    with writing() as session:
        assert use_text(session, article, aside, "", hand).kind == Result.GONE
    assert [each.id for each in asides(article)] == [aside]


def test_a_draft_that_was_not_locked_is_not_overwritten(article: int) -> None:
    hand = a_hand()
    with writing() as session:
        draft = session.get_one(Draft, article)
        session.execute(text("UPDATE draft SET version = version + 1"))
        with pytest.raises(BusyError):
            change(session, draft, Tree(title="zu spät"), hand)
    assert draft_tree(article).title != "zu spät"
    assert history(article) == []


@pytest.mark.parametrize(("failures", "kind"), [(0, Result.SAVED), (2, Result.SAVED), (3, None)])
def test_a_save_that_came_too_late_is_tried_three_times(
    article: int, monkeypatch: pytest.MonkeyPatch, failures: int, kind: Result | None
) -> None:
    """With a lock that fails to lock."""
    left = [failures]

    def unreliable(session: object, number: int) -> Draft:
        draft = locked(session, number)  # type: ignore[arg-type]
        if left[0]:
            left[0] -= 1
            db.session.execute(text("UPDATE draft SET version = version + 1"))
        return draft

    monkeypatch.setattr(changing, "locked", unreliable)
    if kind is None:
        with pytest.raises(BusyError):
            save(article, "lead", Lead("粘り強く"))
    else:
        assert save(article, "lead", Lead("粘り強く")).kind == kind
        assert draft_tree(article).lead == "粘り強く"


@pytest.mark.parametrize(
    "deed",
    [
        lambda session, number, hand: save_part(session, number, "lead", Lead("x"), "", hand),
        lambda session, number, hand: replace_tree(session, number, Tree(), 1, hand),
        lambda session, number, hand: delete(session, number, "b1", hand),
    ],
)
def test_a_deleted_article_is_not_created_again(article: int, deed: Callable[..., object]) -> None:
    hand = a_hand()
    with pytest.raises(DraftGoneError), writing() as session:
        deed(session, article + 1, hand)


def test_a_new_article_has_a_draft_an_address_and_a_history(app: Flask) -> None:
    hand, zone = a_hand(), app.extensions["digest"].settings.zone
    tree = Tree(title="新しい記事")
    with writing() as session:
        article = new_draft_article(session, tree, hand, author_id=1, zone=zone)
        number = article.id
    assert article.slug.startswith("20260701-")
    assert (article.topic.name, draft_tree(number)) == ("その他", tree)
    assert [(s.note, s.version, s.user_id) for s in history(number)] == [("created", 1, hand.user_id)]


def test_equal_hands_are_equal() -> None:
    assert a_hand() == Hand(a_hand().user_id, "秋山 菊乃", a_hand().at)
