"""Work that Rasa repeats at every call although its result never changes, done once.

Measured at 8 visitors (`benchmarks/serving`): of 90 ms a turn, 33 went into checking the
schema of action results against the schema of schemas, 6 into looking for event classes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sklearn
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


def do_once() -> None:
    """Has Rasa check action results with one validator and remember event classes by name.

    And scikit-learn trust its own features: their checks take longer than what they check.
    """
    sklearn.set_config(assume_finite=True, skip_parameter_validation=True)
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        error = next(validator.iter_errors(result), None)
        if error is not None:
            raise ValidationError(f"Not an action's result: {error.message}")
        return True

    RemoteAction._validate_action_result = validate
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
