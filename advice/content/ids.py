"""Ids that the contract or the article fixes; content may add others but not lose these."""

from __future__ import annotations

# contract.md §4
ROW_IDS = (
    "focus",
    "reason_for_treatment",
    "termination_of_care",
    "measure_of_success",
    "techniques",
    "client_condition",
)

# contract.md §4; the sides are the article's row "Primary massage techniques".
TECHNIQUE_SIDES = {
    "myofascial_release": "medical",
    "neuromuscular_massage": "medical",
    "trigger_point_therapy": "medical",
    "orthopedic_massage": "medical",
    "structural_analysis": "medical",
    "swedish_massage": "relaxation",
    "deep_tissue_massage": "relaxation",
    "craniosacral_therapy": "relaxation",
    "hot_stone_massage": "relaxation",
    "sports_massage": "beyond_article",
    "prenatal_massage": "beyond_article",
    "lymphatic_drainage": "beyond_article",
    "shiatsu": "beyond_article",
    "thai_massage": "beyond_article",
    "reflexology": "beyond_article",
}

# contract.md §5
BODY_AREA_IDS = (
    "head_jaw",
    "neck",
    "shoulder",
    "upper_back",
    "lower_back",
    "hip",
    "leg",
    "arm_hand",
    "foot",
    "whole_body",
    "elsewhere",
)

# contract.md §6
FAQ_TOPICS = (
    "undress draping therapist_in_room tipping frequency session_length first_visit "
    "what_to_tell does_it_hurt soreness_after water_toxins what_is_medical_massage "
    "referral_needed insurance medicare hsa_fsa deep_tissue_or_swedish when_not_to "
    "body_worries talking boundaries therapist_gender credentials minors "
    "sessions_needed benefits evidence privacy how_good_are_you price hours booking "
    "cancellation arrival_late gift_cards couples mobile_visits location parking "
    "accessibility phone therapists"
).split()

# contract.md §3
SMALLTALK_IDS = (
    "greet",
    "goodbye",
    "thanks",
    "bot",
    "capabilities",
    "affirm",
    "deny",
    "insult",
    "repeat",
)

# Of practice.yml, the lists that are said beside an answer.
PRACTICE_LISTS = ("payment_kinds", "languages")

# What a practice may tell about itself; "prices", "opening_hours" and "phone"
# are written as lists or fields of their own in practice.yml.
PRACTICE_FACTS = (
    "prices",
    "opening_hours",
    "phone",
    "booking",
    "cancellation_policy",
    "late_policy",
    "gift_cards",
    "couples",
    "mobile_visits",
    "address",
    "parking",
    "accessibility",
    "therapists",
    "tipping_policy",
    "session_lengths",
    "referral_policy",
    "insurance_policy",
    "hsa_fsa_policy",
    "therapist_gender_policy",
    "credentials",
    "minors_policy",
    "pregnancy_policy",
    "privacy_policy",
)
