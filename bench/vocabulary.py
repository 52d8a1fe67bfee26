"""Invented names in number and unevenness like a country's: few common ones, a long tail. Knows nothing of people."""

import random
from itertools import accumulate

_ONSETS = "b bl br c ch cl cr d dr f fl fr g gl gr h j k kn l m n p ph pl pr qu r s sc sh sl sm st t th tr v w wh y z"
_VOWELS = "a e i o u ai ea ee ie oa oo ou ay ey"
_CODAS = "b ck d ff g ll m mp n nd ng nt p r rd rk rn rt s sk ss st t th tt x"
_ENDINGS = "a by den er ey ford ham ie ing kin ley lin low man mer more ney on sey son ton ward well wick wood worth y"
_GIVEN_ENDINGS = "a ah an een ela en ette ia iah ie in is o on ric us wen y yn"

SEED = 7


def _invent(draw: random.Random, endings: list[str]) -> str:
    syllables = "".join(
        draw.choice(_ONSETS.split())
        + draw.choice(_VOWELS.split()[:5] * 4 + _VOWELS.split())
        + draw.choice(_CODAS.split())
        for _syllable in range(draw.choice((1, 1, 1, 2)))
    )
    return (syllables + draw.choice(endings)).capitalize()


class Names:
    """Draws names of one kind. The same seed gives the same names in the same order of commonness."""

    def __init__(self, size: int, flatness: int, endings: str) -> None:
        draw = random.Random(f"{SEED} {size}")
        names: dict[str, None] = {}
        while len(names) < size:
            names[_invent(draw, endings.split())] = None
        self.names = list(names)
        # The commonest bears about one in a hundred; the tail falls off slowly, as real names do.
        self.weights = list(accumulate((place + flatness) ** -0.9 for place in range(size)))

    def draw(self, draw: random.Random, count: int) -> list[str]:
        """Some names, common ones more often."""
        return draw.choices(self.names, cum_weights=self.weights, k=count)


def family_names() -> Names:
    return Names(40_000, 6, _ENDINGS)


def given_names() -> Names:
    return Names(1_500, 5, _GIVEN_ENDINGS)
