"""The whole desk, from the URL map: who may go where, what is refused, and that a refusal changes nothing."""

from werkzeug.test import TestResponse

from digest.web.editor.access import rule_of
from digest.web.headers import PRIVATE, PRIVATE_FILE
from tests.support import desk_map
from tests.support.answers import Answer
from tests.support.checks import browsers_are_told_to_be_strict
from tests.support.desk_ground import PEOPLE, Ground, Watch
from tests.support.desk_map import WAYS, right_person, send, walker
from tests.support.people import token_for


def test_every_rule_is_on_the_map_and_can_be_filled_in(ground: Ground) -> None:
    missing = []
    for rule in desk_map.rules(ground.app):
        try:
            desk_map.address(ground.app, rule, ground)
        except KeyError as error:
            missing.append((rule.endpoint, str(error)))
    assert missing == []
    endpoints = {rule.endpoint for rule in desk_map.rules(ground.app)}
    assert set(WAYS) - endpoints == set()


def test_the_map_says_of_each_view_of_the_desk_what_its_rule_says(ground: Ground) -> None:
    least = {
        "visit": "author",
        "write": "author",
        "publish": "editor",
        "keep-lists": "editor",
        "check-site": "editor",
    }
    named = {}
    for rule in desk_map.rules(ground.app):
        if rule.endpoint.startswith("editor."):
            found = rule_of(ground.app, rule.endpoint)
            assert found
            named[rule.endpoint] = least.get(found.action, "admin")
    assert {name: WAYS[name].least for name in named} == named


# What changes a draft is in its history instead of the audit log, and who looks at it is in neither.
IN_THE_HISTORY = {
    "editor.additions.create",
    "editor.citations.create",
    "editor.deletions.create",
    "editor.deletions.undo",
    "editor.duplicates.create",
    "editor.moves.create",
    "editor.parts.save",
    "editor.passages.create",
    "editor.presence.create",
    "editor.set_asides.return_with",
    "editor.set_asides.use",
    "editor.suggestions.take",
    "editor.suggestions.take_key",
    "editor.text.save",
}


def test_the_right_person_is_let_through(ground: Ground, watch: Watch) -> None:
    """The control of all that is refused: the same requests do something."""
    wrong, unsaid = [], set()
    for rule in desk_map.unsafe(ground.app):
        person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
        data = desk_map.body(ground.app, rule.endpoint, ground, person)
        answer = send(person, path, data)
        changed = watch.changed()
        did = bool(changed)
        if did and "audit_entry" not in changed:
            unsaid.add(rule.endpoint)
        if answer.status_code >= 400 or did != WAYS[rule.endpoint].changes:
            wrong.append((rule.endpoint, answer.status_code, did))
        if did:
            watch.restored()
    assert wrong == []
    assert unsaid == IN_THE_HISTORY


FORGERIES: dict[str, dict[str, str]] = {
    "no token": {"X-CSRF-Token": ""},
    "a token of another session": {"X-CSRF-Token": token_for("another")},
    "a token that is no text": {"X-CSRF-Token": "\xe9" * 64},
    "a foreign origin": {"Origin": "https://evil.example"},
    "no origin": {"Origin": "null"},
    "from elsewhere": {"Sec-Fetch-Site": "cross-site"},
    "from a sister": {"Sec-Fetch-Site": "same-site"},
}


def test_no_forged_request_does_anything(ground: Ground, watch: Watch) -> None:
    wrong = []
    for rule in desk_map.unsafe(ground.app):
        person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
        data = desk_map.body(ground.app, rule.endpoint, ground, person)
        for name, headers in FORGERIES.items():
            for htmx in ({}, {"HX-Request": "true"}):
                answer = send(person, path, data, **headers, **htmx)
                if answer.status_code != 403 or watch.changed():
                    wrong.append((rule.endpoint, name, answer.status_code, watch.changed()))
    assert wrong == []


def test_the_token_of_somebody_else_is_none(ground: Ground, watch: Watch) -> None:
    wrong = []
    for rule in desk_map.unsafe(ground.app):
        person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
        token = token_for(ground.secrets["other"])
        answer = send(person, path, {"csrf_token": token}, **{"X-CSRF-Token": token})
        if answer.status_code != 403 or watch.changed():
            wrong.append((rule.endpoint, answer.status_code, watch.changed()))
    assert wrong == []


def refused_for(ground: Ground, endpoint: str, name: str) -> bool:
    """Whether `name` may not go to `endpoint`, by the map."""
    order = ("nobody", *desk_map.ROLES)
    role = "author" if name == "rival" else name
    of_article = "article_id" in next(
        rule.arguments for rule in ground.app.url_map.iter_rules() if rule.endpoint == endpoint
    )
    return order.index(role) < order.index(WAYS[endpoint].least) or (
        name == "rival" and of_article and endpoint.startswith("editor.")
    )


def test_each_role_gets_as_far_as_the_map_says(ground: Ground, watch: Watch) -> None:
    """Every cell of the matrix of people and rules: refused with 403, or let through to the view."""
    wrong, cells = [], 0
    for rule in desk_map.rules(ground.app):
        path = desk_map.address(ground.app, rule, ground)
        for name in PEOPLE:
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                person = walker(ground, name)
                answer = person.get(path, buffered=True) if method == "GET" else send(person, path, {})
                refused, changed = answer.status_code == 403, watch.changed()
                cells += 1
                if refused != refused_for(ground, rule.endpoint, name) or answer.status_code >= 500:
                    wrong.append((rule.endpoint, method, name, answer.status_code))
                if changed and (refused or method == "GET"):
                    wrong.append((rule.endpoint, method, name, changed))
                if changed:
                    watch.restored()
    assert wrong == []
    assert cells >= 4 * 90


def test_a_right_form_of_a_wrong_person_does_nothing(ground: Ground, watch: Watch) -> None:
    """What the right person would send, sent by everybody who may not."""
    wrong = []
    for rule in desk_map.unsafe(ground.app):
        path, right = desk_map.address(ground.app, rule, ground), right_person(ground, rule.endpoint)
        for name in PEOPLE:
            if refused_for(ground, rule.endpoint, name):
                data = desk_map.body(ground.app, rule.endpoint, ground, right)
                answer = send(walker(ground, name), path, data)
                if answer.status_code != 403 or watch.changed():
                    wrong.append((rule.endpoint, name, answer.status_code, watch.changed()))
    assert wrong == []


def test_a_stranger_is_asked_to_sign_in_and_does_nothing(ground: Ground, watch: Watch) -> None:
    wrong = []
    stranger = walker(ground, "stranger")
    for rule in desk_map.rules(ground.app):
        if not rule.endpoint.startswith("editor."):
            continue
        path, right = desk_map.address(ground.app, rule, ground), right_person(ground, rule.endpoint)
        if "POST" in (rule.methods or ()):
            data = desk_map.body(ground.app, rule.endpoint, ground, right)
            codes = [send(stranger, path, data).status_code, stranger.post(path, buffered=True).status_code]
            expected = [401, 401]
        else:
            answer = stranger.get(path, buffered=True)
            leads_in = (answer.location or "").startswith("/session/new?next=/editor")
            codes = [answer.status_code, leads_in]
            codes.append(stranger.get(path, headers={"HX-Request": "true"}, buffered=True).status_code)
            expected = [302, True, 401]
        if codes != expected or watch.changed():
            wrong.append((rule.endpoint, codes, watch.changed()))
    assert wrong == []


def test_reading_changes_nothing_whatever_it_is_called(ground: Ground, watch: Watch) -> None:
    wrong = []
    overrides = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "DELETE", "HX-Request": "true"}
    for rule in desk_map.rules(ground.app):
        person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
        joint = "&" if "?" in path else "?"
        for method, headers, query in (
            ("GET", {}, ""),
            ("HEAD", {}, ""),
            ("OPTIONS", {}, ""),
            ("GET", overrides, f"{joint}_method=POST&csrf_token={person.token}&sure=y&text=x"),
        ):
            headers = {"X-CSRF-Token": person.token} | headers
            answer = person.open(path + query, method=method, headers=headers, buffered=True)
            if answer.status_code >= 500 or watch.changed():
                wrong.append((rule.endpoint, method, answer.status_code, watch.changed()))
        for method in ("PUT", "PATCH", "DELETE"):
            answer = person.open(path, method=method, headers={"X-CSRF-Token": person.token}, buffered=True)
            if answer.status_code != 405 or watch.changed():
                wrong.append((rule.endpoint, method, answer.status_code, watch.changed()))
    assert wrong == []


def unguarded(answer: TestResponse, endpoint: str) -> list[str]:
    """What is wrong with how an answer may be kept, shown elsewhere, or leads on."""
    found = list(browsers_are_told_to_be_strict(Answer.of(answer.request.path, answer)))
    kept = answer.headers["Cache-Control"]
    is_file = endpoint == "editor.pictures.file" and answer.status_code == 200
    if kept != (PRIVATE_FILE if is_file else PRIVATE):
        found.append(f"may be kept: {kept}")
    if "noindex" not in answer.headers.get("X-Robots-Tag", ""):
        found.append("may be listed")
    leads = [answer.location or "/", answer.headers.get("HX-Redirect", "/")]
    if any(not to.startswith("/") or to.startswith(("//", "/\\")) for to in leads):
        found.append(f"leads away: {leads}")
    return found


def test_no_answer_is_kept_or_leads_away(ground: Ground, watch: Watch) -> None:
    """Pages, pieces, refusals and redirects alike, for those who may and those who may not."""
    wrong, evil = (
        [],
        {"Host": "localhost", "X-Forwarded-Host": "evil.example", "Referer": "https://evil.example/"},
    )
    for rule in desk_map.rules(ground.app):
        path = desk_map.address(ground.app, rule, ground)
        joint = "&" if "?" in path else "?"
        for name in ("stranger", "rival", "admin"):
            for htmx in ({}, {"HX-Request": "true"}):
                for method in ("GET", "POST", "DELETE"):
                    person = walker(ground, name)
                    headers = {"X-CSRF-Token": person.token} | htmx | evil
                    asked = f"{path}{joint}next=//evil.example/&back=//evil.example/"
                    answer = person.open(asked, method=method, headers=headers, buffered=True)
                    for fault in unguarded(answer, rule.endpoint):
                        wrong.append((rule.endpoint, method, name, answer.status_code, fault))
                    if watch.changed():
                        watch.restored()
    assert not wrong, "\n".join(map(repr, wrong))
