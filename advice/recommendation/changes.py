"""What would change a recommendation: tries the other answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advice.content import Content
from advice.practice import fill
from advice.recommendation.facts import Facts
from advice.recommendation.rules import Decision, Rules

MOST_CHANGES = 2


def what_would_change(
    content: Content, rules: Rules, facts: Facts, decision: Decision
) -> tuple[str, ...]:
    """Sentences on other answers that would lead elsewhere.

    Args:
        content: the loaded content.
        rules: the rules.
        facts: what is known.
        decision: what was decided on it.

    Returns:
        At most `MOST_CHANGES` sentences, each with another outcome.
    """
    wording = content.wording.recommendation
    found: dict[str, str] = {}
    for if_so, other in _tried(content, rules, facts):
        if other.outcome == decision.outcome:
            continue
        verdict = fill(content, wording.styles[other.outcome])
        found.setdefault(other.outcome, fill(content, wording.change, if_so=if_so, verdict=verdict))
    return tuple(found.values())[:MOST_CHANGES]


def _tried(content: Content, rules: Rules, facts: Facts) -> Iterator[tuple[str, Decision]]:
    for key, if_so in content.wording.recommendation.if_so.items():
        question, value = key.split(" ")
        if facts.values(question) == (value,):
            continue
        changed = replace(facts, answers={**facts.answers, question: (value,)})
        if question == "concern" and value == "none":
            # Without a concern there is nothing to ease either.
            changed = replace(changed, answers={**changed.answers, "goals": ("relax",)})
        yield if_so, rules.decide(changed)
