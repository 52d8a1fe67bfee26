"""Names that belong to nobody: surnames that sound like places, given names drawn beside them."""

import random

FAMILY_NAMES = (
    *("Ambermoor", "Ashenvale", "Barleycombe", "Bramblewick", "Cindermoor", "Clovergate", "Copperbeck", "Cradlewell"),
    *("Dapplemere", "Driftholme", "Emberstowe", "Fennimarsh", "Flintcombe", "Foxglade", "Gorsefield", "Greenhollow"),
    *("Harrowmead", "Hazelthwaite", "Hollinshade", "Ironbridger", "Jasperfold", "Kestrelmoor", "Larkenshaw"),
    *("Lichenbrook", "Marlpitt", "Meadowcroft-Sedge", "Millrace", "Nettlebed", "Oatenfield", "Orchardleigh"),
    *("Peatbog-Lane", "Pebblesham", "Plumtreeby", "Quillbrook", "Ravensedge", "Reedwater", "Rushpool", "Sallowfield"),
    *("Sandlewick", "Sorrelby", "Stonecrop", "Tanglewood-Hay", "Thistledown", "Underbarrow", "Vetchling"),
    *("Wickerstone", "Willowbeck", "Woodruffe-Glen", "Yarrowby", "Yewdale"),
)
MALE = (
    *("Alban", "Barnaby", "Cedric", "Dunstan", "Edmund", "Fabian", "Gethin", "Hamza", "Idris", "Jarek", "Kelvin"),
    *("Lowell", "Magnus", "Nnamdi", "Osian", "Piers", "Quentin", "Rhodri", "Stefan", "Tobias", "Umar", "Viktor"),
    *("Wilfred", "Xavier", "Yusuf", "Zoltan"),
)
FEMALE = ("Adaeze", "Bethan", "Cordelia", "Delyth", "Esmé", "Fatima", "Greta", "Henrietta", "Ioana", "Kezia", "Siân")
NICKNAMES = ("Ash", "Bez", "Copper", "Dusty", "Flint", "Ginger", "Moss", "Pip", "Sparky", "Tad")


def draw(rng: random.Random, sex: str) -> tuple[str, str]:
    """A family name and one or two given names."""
    given = FEMALE if sex == "female" else MALE
    return rng.choice(FAMILY_NAMES), " ".join(rng.sample(given, rng.choice((1, 1, 2))))
