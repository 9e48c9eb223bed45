"""flask article: import, export and list."""

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from digest.domain.article import Article
from digest.store import db

TEXT = """%digest 1
題名: 新しいお札
スラッグ: notes
画像: flag.png
代替文: 旗
権利: own

【見出し】 偽造を防ぐ技術
【本文】
文です。

【ページ】 まだ題だけ
"""


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text(TEXT, "utf-8")
    return path


def articles(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Article)) or 0


def test_import_prints_the_slug_then_a_line_for_each_line(run: FlaskCliRunner, text: Path) -> None:
    result = run.invoke(args=["article", "import", str(text)])
    assert result.exit_code == 0
    slug, *report = result.stdout.splitlines()
    assert slug == "notes"
    assert [int(line[2:7]) for line in report] == list(range(1, len(TEXT.split("\n")) + 1))
    assert "【見出し】 偽造を防ぐ技術" in result.stdout


def test_a_missing_picture_is_said_and_the_rest_is_kept(run: FlaskCliRunner, text: Path) -> None:
    result = run.invoke(args=["article", "import", str(text)])
    assert "flag.png" in result.stderr
    assert "flag.png" in run.invoke(args=["article", "export", "notes"]).stdout


def test_a_picture_beside_the_text_is_stored(run: FlaskCliRunner, text: Path, app: Flask) -> None:
    from PIL import Image

    Image.new("RGB", (500, 300), "teal").save(text.parent / "flag.png")
    result = run.invoke(args=["article", "import", str(text)])
    assert result.stderr == ""
    assert "flag.png" not in run.invoke(args=["article", "export", "notes"]).stdout
    assert len(list(app.extensions["digest"].files.folder.glob("*.webp"))) == 2


@pytest.mark.parametrize("name", ["../secret.png", "/etc/passwd", "..", ""])
def test_a_picture_elsewhere_is_never_read(run: FlaskCliRunner, text: Path, app: Flask, name: str) -> None:
    from PIL import Image

    Image.new("RGB", (500, 300), "teal").save(text.parent.parent / "secret.png")
    text.write_text(TEXT.replace("flag.png", name), "utf-8")
    run.invoke(args=["article", "import", str(text)])
    assert not list(app.extensions["digest"].files.folder.glob("*"))


def test_publish_keeps_a_page_with_only_a_title_and_says_so(run: FlaskCliRunner, text: Path) -> None:
    result = run.invoke(args=["article", "import", str(text), "--publish"])
    assert result.exit_code == 0
    assert "まだ題だけ" in result.stderr
    assert "notes\tlive\t" in run.invoke(args=["article", "list"]).stdout


def test_the_option_gives_the_address(run: FlaskCliRunner, text: Path) -> None:
    assert run.invoke(args=["article", "import", str(text), "--slug", "other"]).stdout.startswith("other\n")


def test_the_same_address_twice_is_refused_and_nothing_is_changed(
    run: FlaskCliRunner, text: Path, app: Flask
) -> None:
    run.invoke(args=["article", "import", str(text)])
    again = run.invoke(args=["article", "import", str(text)])
    assert again.exit_code == 1
    assert "notes" in again.stderr
    assert again.stdout == ""
    assert articles(app) == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_exported_can_be_imported(run: FlaskCliRunner, text: Path, form: str) -> None:
    run.invoke(args=["article", "import", str(text)])
    exported = run.invoke(args=["article", "export", "notes", "--format", form]).stdout
    text.write_text(exported, "utf-8")
    assert run.invoke(args=["article", "import", str(text), "--slug", "again"]).exit_code == 0
    again = run.invoke(args=["article", "export", "again", "--format", form]).stdout
    assert again.replace("again", "notes") == exported


def test_json_says_its_form_and_version(run: FlaskCliRunner, text: Path) -> None:
    run.invoke(args=["article", "import", str(text)])
    exported = json.loads(run.invoke(args=["article", "export", "notes", "--format", "json"]).stdout)
    assert exported["format"] == "chrysanthemum-digest/1"
    assert exported["tree"]["pages"][0]["sections"][0]["heading"] == "偽造を防ぐ技術"


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"\xff\xfe", b"{", b'{"format": 1}', b"%digest 9\n", b"x" * 30_000]
)
def test_what_cannot_be_read_is_refused_in_one_line(
    run: FlaskCliRunner, text: Path, app: Flask, data: bytes
) -> None:
    text.write_bytes(data)
    result = run.invoke(args=["article", "import", str(text)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert str(text) in result.stderr.splitlines()[0]
    assert "Traceback" not in result.output
    assert articles(app) == 0


def test_one_bad_file_leaves_the_others_alone(run: FlaskCliRunner, text: Path, app: Flask) -> None:
    bad = text.with_name("bad.txt")
    bad.write_bytes(b"")
    result = run.invoke(args=["article", "import", str(bad), str(text), str(text.with_name("none.txt"))])
    assert result.exit_code == 1
    assert result.stdout.startswith("notes\n")
    assert articles(app) == 1


def test_wrong_usage_is_told_apart_from_failure(run: FlaskCliRunner, text: Path) -> None:
    assert run.invoke(args=["article", "import"]).exit_code == 2
    assert run.invoke(args=["article", "import", str(text), str(text), "--slug", "x"]).exit_code == 2
    assert run.invoke(args=["article", "export", "none"]).exit_code == 1
