"""NLU component: adds the parts of a message that may be questions of their own."""

from __future__ import annotations

from typing import List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.question_splitting import asks, split_questions
from components.untrained_component import UntrainedComponent

# Position, among the messages given, of the message that a part belongs to.
PART_OF = "part_of"
# Whether a part asks something, rather than telling a story.
ASKS = "asks"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class QuestionSplitter(UntrainedComponent):
    """Appends a message for each part, so that every component reads the parts too.

    `QuestionCollector`, late in the pipeline, takes them out again.
    """

    def process(self, messages: List[Message]) -> List[Message]:
        """Returns the messages followed by the parts of each."""
        parts = []
        for position, message in enumerate(messages):
            whole = message.get(TEXT) or ""
            for text in split_questions(whole):
                part = Message.build(text=text)
                part.set(PART_OF, position)
                part.set(ASKS, asks(text, whole))
                parts.append(part)
        return [*messages, *parts]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples are one question each and stay as they are."""
        return training_data
