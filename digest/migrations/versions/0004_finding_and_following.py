"""The nouns of finding and following: what search reads, related digests, threads and translations, site checks.

Revision 0004, after 0003. What search and related digests are made from stands in the editions: `flask site
reprint` fills both for those that were published before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The index itself belongs to no mapped class: each database has its own kind (digest.store.search_index).
_SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    tokens, content='', detail=none, columnsize=0,
    tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[]^_`{|}~\\'"
)
"""
_POSTGRESQL = """
CREATE TABLE search_index (
    edition_id integer CONSTRAINT pk_search_index PRIMARY KEY,
    tokens text[] COLLATE "C" NOT NULL
)
"""
# Without a list of what is yet to be sorted in, through which every search would have to look.
_GIN = "CREATE INDEX ix_search_index_tokens ON search_index USING gin (tokens) WITH (fastupdate = off)"


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_search_entry_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_search_entry")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE)
    else:
        op.execute(_POSTGRESQL)
        op.execute(_GIN)

    op.create_table(
        "related",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_related_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["article.id"], name=op.f("fk_related_other_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "other_id", name=op.f("pk_related")),
    )
    op.create_index(op.f("ix_related_other_id"), "related", ["other_id"])

    # Without foreign keys: SQLite adds those only by copying the table.
    op.add_column("article", sa.Column("follows_id", sa.Integer(), nullable=True))
    op.add_column("article", sa.Column("original_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_article_follows_id"), "article", ["follows_id"])
    op.create_index(op.f("ix_article_original_id"), "article", ["original_id"])

    op.create_table(
        "site_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("whole", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("addresses", sa.Integer(), nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("failed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_check")),
    )
    op.create_index("ix_site_check_newest", "site_check", ["at", "id"])

    op.create_table(
        "hub",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("told_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_hub")),
    )

    op.drop_index("ix_edition_live", table_name="edition")
    op.create_index("ix_edition_live", "edition", ["article_id", "live_from", "live_until", "page_count"])

    # What search read before.
    op.drop_column("edition", "words")


def downgrade() -> None:
    op.add_column("edition", sa.Column("words", sa.Text(), server_default="", nullable=False))
    op.drop_index("ix_edition_live", table_name="edition")
    op.create_index("ix_edition_live", "edition", ["article_id", "live_from", "live_until"])
    op.drop_table("hub")
    op.drop_table("site_check")
    op.drop_index(op.f("ix_article_original_id"), table_name="article")
    op.drop_index(op.f("ix_article_follows_id"), table_name="article")
    op.drop_column("article", "original_id")
    op.drop_column("article", "follows_id")
    op.drop_table("related")
    op.drop_table("search_index")
    op.drop_table("search_entry")
