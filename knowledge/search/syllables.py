"""Vietnamese syllables without marks, and what a keyboard without its input method leaves of them."""

import re

ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x"
RIMES = """
    a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu
    i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong op ot
    u ua uan uang uat uay uc ue uech uenh ui um un ung uoc uoi uom uon uong uop uot uou uo up ut uu
    uy uya uych uyen uyet uynh uyt uyu y yem yen yeng yet yeu
"""
RIME = "|".join(RIMES.split())
SYLLABLE = re.compile(rf"(?:{ONSET})?(?:{RIME})|gi")
VOWEL = re.compile(r"[aeiouy]")
AFTER_VOWEL = re.compile(r"(?<=[aeiouy])(.*)")
TELEX_TONES = re.compile(r"[sfrxj]")
TELEX_DOUBLES = re.compile(r"(?:([aeo])\1|^dd)")
DIGITS = re.compile(r"\d")
Y_AS_I = re.compile(r"^(h|k|l|m|s|t|v)y$")


def is_syllable(word: str) -> bool:
    """Whether bare letters can be a Vietnamese syllable at all."""
    return SYLLABLE.fullmatch(word) is not None


def repaired(word: str) -> str:
    """The syllable behind Telex ("thaamr") or VNI ("d9i5nh") residue; any other word as it is."""
    if is_syllable(word):
        return word
    return next((one for one in (_without_telex(word), DIGITS.sub("", word)) if is_syllable(one)), word)


def _without_telex(word: str) -> str:
    """No syllable has s, f, r, x or j behind its vowel, nor w anywhere: there they are keys of marks."""
    letters = word.replace("w", "" if VOWEL.search(word) else "u")
    toneless = AFTER_VOWEL.sub(lambda match: TELEX_TONES.sub("", match[1]), letters, count=1)
    return TELEX_DOUBLES.sub(lambda match: match[1] or "d", toneless)


def one_spelling(word: str) -> str:
    """The same for "kỹ" and "kĩ", "lý" and "lí"."""
    return Y_AS_I.sub(r"\1i", word)
