"""Properties of training examples that `content/` brings, besides their intent."""

from __future__ import annotations

# The technique that an example describes without naming it.
DESCRIBED_TECHNIQUE = "described_technique"
# The warning sign that an example tells.
SIGN = "sign"
# The answer that an example gives, as "question value".
ANSWER = "answer"
