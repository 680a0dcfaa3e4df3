"""What NLU components that learn nothing have in common."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class UntrainedComponent(GraphComponent):
    """A component that is made from its settings alone."""

    def __init__(self, config: Optional[Dict[str, Any]] = None) -> None:
        """Creates the component.

        Args:
            config: settings that differ from `get_default_config`.
        """
        self._config = {**self.get_default_config(), **(config or {})}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UntrainedComponent:
        """Creates the component from its part of config.yml."""
        return cls(config)
