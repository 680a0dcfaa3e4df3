"""Which techniques are suggested, and which are left out."""

from __future__ import annotations

from advice.content import Content
from advice.content.recommendation_models import SuggestedTechnique
from advice.recommendation.facts import Facts
from advice.recommendation.rules import Decision


def left_out(content: Content, facts: Facts) -> tuple[str, ...]:
    """Techniques that the standing signs rule out (rule R8), in the order of the signs."""
    ids = (t for s in facts.signs for t in content.safety[s.sign].leaves_out)
    return tuple(dict.fromkeys(ids))


def suggested(content: Content, facts: Facts, decision: Decision) -> tuple[str, ...]:
    """Techniques for a style, best first.

    Args:
        content: the loaded content.
        facts: what is known.
        decision: what was decided.

    Returns:
        Technique ids; empty where no style is recommended.
    """
    lists = content.suggested_techniques
    out = {*left_out(content, facts), *content.practice.not_offered}
    if decision.outcome == "either":
        sides = [lists.medical, lists.relaxation]
    elif decision.outcome in ("medical", "relaxation"):
        sides = [getattr(lists, decision.outcome)]
    else:
        return ()
    signs = {content.safety[s.sign].id for s in facts.signs}
    chosen: list[str] = []
    for side in sides:
        fitting = [
            t for t in side if t.technique not in out and (not t.signs or signs & set(t.signs))
        ]
        ranked = sorted(fitting, key=lambda t: -_points(t, facts, signs))
        chosen += [t.technique for t in ranked[: lists.most if len(sides) == 1 else 2]]
    planned = [t for t in _in_plan(content, facts) if t not in out]
    return tuple(dict.fromkeys([*planned, *chosen]))


def _points(technique: SuggestedTechnique, facts: Facts, signs: set[str]) -> int:
    told = {
        "goals": facts.values("goals"),
        "areas": facts.values("area"),
        "pressure": facts.values("pressure"),
    }
    points = sum(
        any(value in getattr(technique, name) for value in values) for name, values in told.items()
    )
    # A technique for a condition goes first.
    return points + 10 * bool(signs & set(technique.signs))


def _in_plan(content: Content, facts: Facts) -> list[str]:
    plan = (facts.value("plan") or "").lower()
    return [t.id for t in content.techniques.values() if any(n.lower() in plan for n in t.names)]
