"""How often a suggested point is a sentence that an editor marked, beside the first ones and mere chance.

Usage: python -m benchmarks.suggestions

Precision at 3 on the articles of tests/domain/samples/key_sentences. There is nothing random in it, so the
figures are the same on every machine.
"""

from tests.support.marked_articles import AT, marked_articles, mean


def main() -> None:
    """Print the precision for each article, and on average."""
    articles = marked_articles()
    print(f"{'article':<16}{'sentences':>10}{'marked':>8}{'ours':>7}{f'lead-{AT}':>8}{'chance':>8}  shape")
    for one in articles:
        counts = f"{len(one.told):>10}{len(one.marks):>8}"
        print(f"{one.name:<16}{counts}{one.ours:>7.2f}{one.lead:>8.2f}{one.chance:>8.2f}  {one.shape}")
    ours, lead, chance = (mean([getattr(one, by) for one in articles]) for by in ("ours", "lead", "chance"))
    print(f"{'precision at 3':<34}{ours:>7.2f}{lead:>8.2f}{chance:>8.2f}")


if __name__ == "__main__":
    main()
