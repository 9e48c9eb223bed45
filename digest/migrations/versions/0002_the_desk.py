"""The nouns of the desk.

Revision 0002, after 0001. Columns are added in place and never by copying a table: on SQLite the copy would
drop the old table, and with it, by its foreign keys, everything that belongs to its rows.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_in")),
    )
    op.create_index("ix_failed_sign_in_account", "failed_sign_in", ["account", "address", "at"])
    op.create_index("ix_failed_sign_in_address", "failed_sign_in", ["address", "at"])

    op.create_table(
        "former_name",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name=op.f("pk_former_name")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name=op.f("fk_user_author_id_author")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("author_id", name=op.f("uq_user_author_id")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_audit_entry_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_newest", "audit_entry", ["at", "id"])
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject", "at", "id"])
    op.create_index(op.f("ix_audit_entry_user_id"), "audit_entry", ["user_id"])

    op.create_table(
        "deletion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removal", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_deletion_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_deletion_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion")),
    )
    op.create_index("ix_deletion_newest", "deletion", ["article_id", "id"])
    op.create_index(op.f("ix_deletion_user_id"), "deletion", ["user_id"])

    op.create_table(
        "mention",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_mention_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "kind", "name", name=op.f("pk_mention")),
    )
    op.create_index("ix_mention_named", "mention", ["kind", "name"])

    op.create_table(
        "presence",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_presence_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_presence_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "user_id", name=op.f("pk_presence")),
    )
    op.create_index("ix_presence_seen", "presence", ["seen_at"])

    op.create_table(
        "preview_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_preview_link_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_preview_link_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preview_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_preview_link_secret_hash")),
    )
    op.create_index(op.f("ix_preview_link_article_id"), "preview_link", ["article_id"])
    op.create_index(op.f("ix_preview_link_user_id"), "preview_link", ["user_id"])

    op.create_table(
        "receipt",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("led_to", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_receipt_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "user_id", name=op.f("pk_receipt")),
    )
    op.create_index("ix_receipt_at", "receipt", ["at"])

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saves", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_revision_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_revision_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.create_index("ix_revision_newest", "revision", ["article_id", "id"])
    op.create_index(op.f("ix_revision_user_id"), "revision", ["user_id"])

    op.create_table(
        "set_aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_set_aside_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_set_aside_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
    )
    op.create_index("ix_set_aside_newest", "set_aside", ["article_id", "id"])
    op.create_index(op.f("ix_set_aside_user_id"), "set_aside", ["user_id"])

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_sign_in_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_sign_in_secret_hash")),
    )
    op.create_index(op.f("ix_sign_in_user_id"), "sign_in", ["user_id"])

    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_sign_in_link_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_sign_in_link_secret_hash")),
    )
    op.create_index(op.f("ix_sign_in_link_user_id"), "sign_in_link", ["user_id"])

    op.add_column("article", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("article", sa.Column("withdrawal_note", sa.Text(), server_default="", nullable=False))

    op.add_column("draft", sa.Column("title", sa.Text(), server_default="", nullable=False))
    op.add_column("draft", sa.Column("published_version", sa.Integer(), nullable=True))
    op.create_index("ix_draft_newest", "draft", ["updated_at", "article_id"])

    op.add_column("edition", sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("edition", sa.Column("former_end", sa.DateTime(timezone=True), nullable=True))
    op.add_column("edition", sa.Column("before", sa.Text(), server_default="", nullable=False))
    op.add_column("edition", sa.Column("after", sa.Text(), server_default="", nullable=False))
    op.add_column("edition", sa.Column("overrides", sa.JSON(), server_default="[]", nullable=False))
    op.create_index("ix_edition_corrected", "edition", ["corrected_at", "id"])

    op.add_column("picture", sa.Column("decorative", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("picture", sa.Column("file_name", sa.String(), server_default="", nullable=False))
    op.create_index("ix_picture_newest", "picture", ["created_at", "id"])

    op.add_column("speaker", sa.Column("side", sa.String(), server_default="", nullable=False))

    op.add_column("topic", sa.Column("position", sa.Integer(), server_default="0", nullable=False))
    _fill()


def _fill() -> None:
    """What the new columns say of the rows that are there."""
    connection = op.get_bind()
    draft = sa.table(
        "draft",
        sa.column("article_id", sa.Integer),
        sa.column("tree", sa.JSON),
        sa.column("title", sa.Text),
        sa.column("version", sa.Integer),
        sa.column("published_version", sa.Integer),
    )
    edition = sa.table(
        "edition",
        sa.column("article_id", sa.Integer),
        sa.column("kind", sa.String),
        sa.column("live_from", sa.DateTime(timezone=True)),
        sa.column("corrected_at", sa.DateTime(timezone=True)),
    )
    for article_id, tree in connection.execute(sa.select(draft.c.article_id, draft.c.tree)).all():
        # As digest.domain.search_text.folded made it when this was written.
        title = " ".join(unicodedata.normalize("NFKC", tree.get("title", "")).casefold().split())
        connection.execute(sa.update(draft).where(draft.c.article_id == article_id).values(title=title))
    published = sa.select(edition.c.article_id)
    connection.execute(
        sa.update(draft).where(draft.c.article_id.in_(published)).values(published_version=draft.c.version)
    )
    changed = edition.c.kind.in_(("update", "correction"))
    connection.execute(sa.update(edition).where(changed).values(corrected_at=edition.c.live_from))


def downgrade() -> None:
    op.drop_column("topic", "position")

    op.drop_column("speaker", "side")

    op.drop_index("ix_picture_newest", table_name="picture")
    op.drop_column("picture", "file_name")
    op.drop_column("picture", "decorative")

    op.drop_index("ix_edition_corrected", table_name="edition")
    op.drop_column("edition", "overrides")
    op.drop_column("edition", "after")
    op.drop_column("edition", "before")
    op.drop_column("edition", "former_end")
    op.drop_column("edition", "corrected_at")

    op.drop_index("ix_draft_newest", table_name="draft")
    op.drop_column("draft", "published_version")
    op.drop_column("draft", "title")

    op.drop_column("article", "withdrawal_note")
    op.drop_column("article", "withdrawn_at")

    op.drop_index(op.f("ix_sign_in_link_user_id"), table_name="sign_in_link")

    op.drop_table("sign_in_link")
    op.drop_index(op.f("ix_sign_in_user_id"), table_name="sign_in")

    op.drop_table("sign_in")
    op.drop_index(op.f("ix_set_aside_user_id"), table_name="set_aside")
    op.drop_index("ix_set_aside_newest", table_name="set_aside")

    op.drop_table("set_aside")
    op.drop_index(op.f("ix_revision_user_id"), table_name="revision")
    op.drop_index("ix_revision_newest", table_name="revision")

    op.drop_table("revision")
    op.drop_index("ix_receipt_at", table_name="receipt")

    op.drop_table("receipt")
    op.drop_index(op.f("ix_preview_link_user_id"), table_name="preview_link")
    op.drop_index(op.f("ix_preview_link_article_id"), table_name="preview_link")

    op.drop_table("preview_link")
    op.drop_index("ix_presence_seen", table_name="presence")

    op.drop_table("presence")
    op.drop_index("ix_mention_named", table_name="mention")

    op.drop_table("mention")
    op.drop_index(op.f("ix_deletion_user_id"), table_name="deletion")
    op.drop_index("ix_deletion_newest", table_name="deletion")

    op.drop_table("deletion")
    op.drop_index(op.f("ix_audit_entry_user_id"), table_name="audit_entry")
    op.drop_index("ix_audit_entry_subject", table_name="audit_entry")
    op.drop_index("ix_audit_entry_newest", table_name="audit_entry")

    op.drop_table("audit_entry")
    op.drop_table("user")
    op.drop_table("former_name")
    op.drop_index("ix_failed_sign_in_address", table_name="failed_sign_in")
    op.drop_index("ix_failed_sign_in_account", table_name="failed_sign_in")

    op.drop_table("failed_sign_in")
