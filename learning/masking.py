"""Takes out of a message what may tell who wrote it. Pure."""

from __future__ import annotations

import re

# In the place of what was taken out; no word, so that it needs no translating.
MASK = "•"
E_MAIL = re.compile(r"\S+@\S+")
ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.)\S+")
# A phone number, an age, a date, a card: whatever its digits stand for.
DIGITS = re.compile(r"\d(?:[\d\s().+/\-:]*\d)?")
WORD = r"[^\W\d_][\w'’\-]*"
# After these a name follows, however it is written.
NAMED = re.compile(
    rf"(?i)\b(my (?:\w+['’]s )?(?:full |first |last |sur)?name(?:['’]s| is|s)?:?|call me|ask for|"
    rf"regards,?|cheers,?|sincerely,?|yours,?|signed,?)(\s+{WORD}(?:\s+{WORD})?)"
)
# After these, a name or anything else.
I_AM = re.compile(
    rf"(?i)\b(i['’]?m|i am|this is|it['’]?s|hello from|hi from|here is)"
    rf"(\s+{WORD})((?:\s+(?-i:[A-Z])[\w'’\-]*)*)"
)
TITLED = re.compile(rf"(?i)\b((?:mr|mrs|ms|miss|dr|doctor|prof)\.?)(\s+{WORD})")
# Words after "I'm" that are no name. A word that is missing here is masked: better one word
# of a question lost than one name kept.
NO_NAMES = frozenset(
    """a about after again all allergic allowed almost already also always am an and annoyed anxious
    as asking at available away back bad before between blind booked booking bored both busy but
    buying calling coming concerned confused considering curious deaf desperate disabled done down
    driving early eligible even ever excited far fine first for free from getting going good happy
    having here hoping how if in interested invited is it its just keen kind late left like looking
    lost my near nervous never new no not now of off okay ok old on one only open or our out over
    planning possible pretty quite ready really right running safe scared self shy sick so sorry
    staying still such supposed sure thankful that the their there thinking tired to too traveling
    travelling trying under unable unsure up vegan vegetarian very visiting waiting wanting what
    when where whether which who why with without wondering working worried wrong your""".split()
)


def masked(text: str) -> str:
    """A text without digits, e-mail and web addresses, and names that follow "I'm".

    Args:
        text: what a visitor typed.

    Returns:
        It, each such part replaced by `MASK`; masking twice changes nothing.
    """
    text = E_MAIL.sub(MASK, text)
    text = ADDRESS.sub(MASK, text)
    text = DIGITS.sub(MASK, text)
    text = NAMED.sub(lambda found: f"{found[1]} {MASK}", text)
    text = TITLED.sub(lambda found: f"{found[1]} {MASK}", text)
    shouted = text.isupper()
    text = I_AM.sub(lambda found: _without_name(found, shouted), text)
    return " ".join(text.split())


def _without_name(found: re.Match[str], shouted: bool) -> str:
    word = found[2].strip()
    is_capital = word[0].isupper() and not shouted
    if word.casefold() in NO_NAMES and not is_capital:
        return found[0]
    return f"{found[1]} {MASK}"
