"""Rasa training data out of `content/`: one entry there is all a new topic needs."""

from __future__ import annotations

from typing import List, Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method
from rasa.shared.utils.io import dump_obj_as_yaml_to_string

from components.content_examples import (
    added_examples,
    answer_examples,
    faq_examples,
    faq_intent,
    practice_wordings,
    sign_examples,
    technique_descriptions,
    technique_examples,
)
from components.content_terms import read_content
from components.examples import ANSWER, DESCRIBED_TECHNIQUE, SIGN, WISH
from components.plain_complaints import plain_complaints
from components.wish_examples import wish_examples

FAQ_ACTION = "action_answer_faq"
OUT_OF_SCOPE = "out_of_scope"


class ContentImporter(RasaFileImporter):
    """Reads Rasa's files and adds what `content/` implies.

    Techniques become examples; every FAQ topic becomes an intent `faq_<id>` with
    its examples and its rule.
    """

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[List[str], str]] = None,
    ) -> None:
        """Creates the importer.

        Args:
            config_file: Rasa's configuration file.
            domain_path: Rasa's domain file or folder.
            training_data_paths: Rasa's training data files and folders.

        Raises:
            RasaException: with every problem, where the content is broken.
        """
        super().__init__(config_file, domain_path, training_data_paths)
        self._content = read_content()
        self._own = [(_plain(text), i) for text, i in practice_wordings(self._content)]

    @cached_method
    def get_domain(self) -> Domain:
        """The domain with an intent for every FAQ topic, ignored by every form."""
        intents = [faq_intent(topic) for topic in self._content.faq]
        domain = super().get_domain().as_dict()
        for form in (domain.get("forms") or {}).values():
            form["ignored_intents"] = [*form.get("ignored_intents", []), *intents]
        return Domain.from_dict(domain).merge(Domain.from_dict({"intents": intents}))

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """The rules with one for every FAQ topic."""
        graph = super().get_stories(exclusion_percentage)
        rules = [
            {
                "rule": f"Answer the FAQ topic {topic}",
                "steps": [{"intent": faq_intent(topic)}, {"action": FAQ_ACTION}],
            }
            for topic in self._content.faq
        ]
        steps = YAMLStoryReader().read_from_string(
            dump_obj_as_yaml_to_string({"version": "3.1", "rules": rules})
        )
        return graph.merge(StoryGraph(steps))

    @cached_method
    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """The examples with those of the content."""
        written = super().get_nlu_data(language).filter_training_examples(self._is_still_so)
        texts = {str(example.get("text")) for example in written.training_examples}
        return written.merge(self._content_data(texts))

    def _is_still_so(self, example: Message) -> bool:
        """Whether the practice says nothing else of an example: its own wordings go first.

        What is asked in the very words of another intent, or, shorter, in some of the words of one
        that was out of scope, is what the practice says that it is.
        """
        intent, text = example.get("intent"), _plain(str(example.get("text")))
        words = set(text.split())
        return not any(
            own != intent
            and (text == wording or (intent == OUT_OF_SCOPE and words <= set(wording.split())))
            for wording, own in self._own
        )

    def _content_data(self, written: set[str]) -> TrainingData:
        examples = [
            *technique_examples(self._content),
            *(example for example in faq_examples(self._content) if example[0] not in written),
        ]
        known = {*written, *(example[0] for example in examples)}
        examples += [e for e in added_examples(self._content) if e[0] not in known]
        named = [
            Message.build(text=text, intent=intent, entities=entities)
            for text, intent, entities in examples
        ]
        described: List[Message] = []
        for text, technique in technique_descriptions(self._content):
            described.append(Message.build(text=text, intent="explain_technique"))
            described[-1].set(DESCRIBED_TECHNIQUE, technique)
        told: List[Message] = []
        seen = {_plain(text) for text in (*written, *(example[0] for example in examples))}

        def is_new(text: str) -> bool:
            new = _plain(text) not in seen
            seen.add(_plain(text))
            return new

        for property_, examples_ in (
            (SIGN, sign_examples(self._content)),
            (ANSWER, answer_examples(self._content)),
        ):
            for text, intent, value in examples_:
                # What is an example of another intent already says nothing of this one.
                told.append(Message.build(text=text, intent=intent if is_new(text) else None))
                told[-1].set(property_, value)
        for text in plain_complaints():
            # They teach what is calm, and no intent.
            told.append(Message.build(text=text))
        for text, wish in wish_examples(self._content.wishes):
            # They teach what is wished, and no intent.
            told.append(Message.build(text=text))
            told[-1].set(WISH, wish)
        return TrainingData(training_examples=[*named, *described, *told])


def _plain(text: str) -> str:
    return " ".join(text.lower().strip(" ?!.").split())
