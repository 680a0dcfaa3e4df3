"""What a visitor supposes once the result is there: "what if my doctor okays it"."""

from __future__ import annotations

from collections.abc import Iterable

from advice.content import Content
from advice.practice import fill
from advice.recommendation.facts import Facts
from advice.recommendation.rules import Rules
from advice.screening.tokens import Phrases, tokenize

# Left out: "an injury" is known as an answer without it.
ARTICLES = frozenset("a an the just only".split())


class Suppositions:
    """Finds what a message supposes."""

    def __init__(self, wordings: Iterable[str]) -> None:
        """Creates it from `what_if` of `content/recommendation/told.yml`."""
        self._phrases = Phrases({"what_if": wordings})

    def of(self, text: str) -> str:
        """What a message supposes.

        Args:
            text: the message.

        Returns:
            The message after the words that make it a supposition, as if it were told; "" where
            nothing is supposed.
        """
        tokens = tokenize(text)
        found = self._phrases.find(tokens).get("what_if", [])
        if not found:
            return ""
        first = max(found, key=lambda span: span.last).last
        while first < len(tokens) and tokens[first].word in ARTICLES:
            first += 1
        return text[tokens[first].start :] if first < len(tokens) else ""


def what_if(content: Content, rules: Rules, facts: Facts, supposed: Facts) -> str:
    """What the result would be, beside what it is (conversation.md §2.6 no. 5).

    Args:
        content: the loaded content.
        rules: the rules.
        facts: what is known.
        supposed: the same with what the visitor supposes.

    Returns:
        Sentences; the answers given stay as they are.
    """
    wording = content.wording.recommendation
    then = rules.decide(supposed)
    verdict = fill(content, wording.styles[then.outcome])
    changes = then.outcome != rules.decide(facts).outcome
    sentences = [(wording.what_if if changes else wording.what_if_same).format(verdict=verdict)]
    if then.confirm:
        sentences.append(wording.confirm)
    return " ".join([*sentences, wording.what_if_stays])
