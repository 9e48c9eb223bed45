"""The `flask` command groups."""

from flask import Flask

from digest.commands import article, demo, publisher, search, site, source, user


def init_app(app: Flask) -> None:
    """Add every group; `flask db` comes with Flask-Migrate."""
    app.cli.add_command(article.group)
    app.cli.add_command(demo.group)
    app.cli.add_command(publisher.group)
    app.cli.add_command(search.group)
    app.cli.add_command(site.group)
    app.cli.add_command(source.group)
    app.cli.add_command(user.group)
