"""The nouns of sources: how they fare, who publishes them, and how they become cards.

Revision 0003, after 0002. Columns are added in place and never by copying a table: on SQLite the copy would
drop the old table, and with it, by its foreign keys, everything that belongs to its rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _word(name: str, default: str = "") -> sa.Column:
    return sa.Column(name, sa.String(), server_default=default, nullable=False)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def _instant(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _truth(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def _source_columns() -> list[sa.Column]:
    return [
        _text("site_name"),
        _text("origin"),
        _text("author"),
        _text("description"),
        _text("picture_url"),
        _word("language"),
        _instant("published_at"),
        _instant("modified_at"),
        _truth("primary"),
        _truth("paywalled"),
        _instant("retrieved_at"),
        _text("text"),
        sa.Column("suggested", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("by_hand", sa.JSON(), server_default="[]", nullable=False),
        _word("concern"),
        _instant("checked_at"),
        _instant("confirmed_at"),
        _instant("check_after"),
        _number("strikes"),
        _instant("struck_at"),
        _word("trouble"),
        _number("status"),
        _text("moved_url"),
        _instant("archived_at"),
        _instant("archive_asked_at"),
        _instant("compared_at"),
        _word("declared"),
        _instant("check_asked_at"),
        _instant("copy_asked_at"),
        sa.Column("checks", sa.JSON(), server_default="[]", nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "publisher_host",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publisher_id"],
            ["publisher.id"],
            name=op.f("fk_publisher_host_publisher_id_publisher"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_publisher_host")),
    )
    op.create_index(op.f("ix_publisher_host_publisher_id"), "publisher_host", ["publisher_id"])

    op.add_column("publisher", _word("kind", "other"))
    op.add_column("publisher", _text("agency"))
    op.add_column("publisher", sa.Column("page_life_days", sa.Integer(), nullable=True))

    for column in _source_columns():
        op.add_column("source", column)
    op.create_index("ix_source_due", "source", ["check_after", "id"])
    op.create_index("ix_source_concern", "source", ["concern", "id"])
    op.create_index("ix_source_check_asked", "source", ["check_asked_at", "id"])
    op.create_index("ix_source_copy_asked", "source", ["copy_asked_at", "id"])

    op.create_table(
        "source_address",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_address_source_id_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_source_address")),
    )
    op.create_index(op.f("ix_source_address_source_id"), "source_address", ["source_id"])

    op.create_table(
        "retrieval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _instant("begun_at"),
        _instant("ended_at"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_retrieval_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_retrieval_source_id_source")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_retrieval_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retrieval")),
    )
    op.create_index("ix_retrieval_progress", "retrieval", ["progress", "id"])
    op.create_index("ix_retrieval_card", "retrieval", ["article_id", "card_id"])
    op.create_index(op.f("ix_retrieval_source_id"), "retrieval", ["source_id"])
    op.create_index(op.f("ix_retrieval_user_id"), "retrieval", ["user_id"])

    op.create_table(
        "gathering",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _instant("composed_at"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_gathering_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_gathering")),
    )

    op.create_table(
        "confirmation",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_confirmation_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_confirmation_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("article_id", "node_id", name=op.f("pk_confirmation")),
    )
    op.create_index(op.f("ix_confirmation_user_id"), "confirmation", ["user_id"])

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("accepted", sa.JSON(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _instant("begun_at"),
        _instant("ended_at"),
        sa.Column("verified_by", sa.String(), nullable=False),
        _instant("verified_at"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_proposal_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_proposal_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_part", "proposal", ["article_id", "part", "id"])
    op.create_index("ix_proposal_fate", "proposal", ["fate", "id"])
    op.create_index(op.f("ix_proposal_user_id"), "proposal", ["user_id"])

    op.add_column("edition", sa.Column("mix", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("edition", sa.Column("assisted", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("edition", "assisted")
    op.drop_column("edition", "mix")
    op.drop_table("proposal")
    op.drop_table("confirmation")
    op.drop_table("gathering")
    op.drop_table("retrieval")
    op.drop_table("source_address")
    op.drop_index("ix_source_copy_asked", table_name="source")
    op.drop_index("ix_source_check_asked", table_name="source")
    op.drop_index("ix_source_concern", table_name="source")
    op.drop_index("ix_source_due", table_name="source")
    for column in reversed(_source_columns()):
        op.drop_column("source", column.name)
    op.drop_column("publisher", "page_life_days")
    op.drop_column("publisher", "agency")
    op.drop_column("publisher", "kind")
    op.drop_index(op.f("ix_publisher_host_publisher_id"), table_name="publisher_host")
    op.drop_table("publisher_host")
