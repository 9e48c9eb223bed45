"""The W3C checker has no objection to any public page, in either language of the site."""

import subprocess
from pathlib import Path

from flask import Flask

from tests.support.answers import Answer
from tests.support.crawl import visit
from tests.support.programs import module, program

# A fragment is judged in the place where it will stand.
AROUND = (
    '<!doctype html><html lang="ja"><head><title>{path}</title></head><body><main>{text}</main></body></html>'
)


def objections(folder: Path) -> list[str]:
    """What the checker says of the pages in `folder`. One start of Java is enough for all of them."""
    java, checker = (
        program("java", hint="apt install default-jre-headless"),
        module("vnu-jar/build/dist/vnu.jar"),
    )
    command = [java, "-Xss4m", "-jar", checker, "--errors-only", "--format", "gnu", "--stdout", folder]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    return [line.replace(f"file:{folder}/", "") for line in done.stdout.splitlines()]


def written(answer: Answer, folder: Path) -> None:
    """Write a page where the checker finds it, under a name that tells its address."""
    text = answer.text if answer.whole else AROUND.format(path=answer.path, text=answer.text)
    name = answer.path.strip("/").translate(str.maketrans("/?&=%", "-----"))[:100] or "home"
    (folder / f"{name}.html").write_text(text, "utf-8")


def test_every_public_page_is_valid_html(
    demo_site: Flask, demo_site_in_english: Flask, tmp_path: Path
) -> None:
    for language, site in {"ja": demo_site, "en": demo_site_in_english}.items():
        folder = tmp_path / language
        folder.mkdir()
        pages = [answer for answer in visit(site.test_client()) if answer.html]
        for page in pages:
            written(page, folder)
        assert len(list(folder.iterdir())) == len(pages)
    assert objections(tmp_path) == []


def test_the_checker_objects_to_a_broken_page(tmp_path: Path) -> None:
    (tmp_path / "broken.html").write_text("<!doctype html><title>a</title><p hx-get='/'><em>b</p>", "utf-8")
    found = "\n".join(objections(tmp_path))
    assert "hx-get" in found
    assert "em" in found
