"""What the agencies and standard teams of the reference data are called at first; administrators may rename them."""

from agencies.choices import KIND_FACTS, AgencyKind

#: National agencies, by their own name.
_NATIONAL: dict[AgencyKind, str] = {
    AgencyKind.PROBATION: "Probation Service",
    AgencyKind.PROBATION_NSD: "National Security Division",
    AgencyKind.PRISON: "HM Prison Service",
    AgencyKind.DWP: "Department for Work and Pensions",
    AgencyKind.NHS_ENGLAND: "NHS England",
    AgencyKind.ELECTRONIC_MONITORING: "Electronic monitoring provider",
    AgencyKind.IMMIGRATION: "Home Office Immigration Enforcement",
    AgencyKind.VICTIM_LIAISON: "Victim liaison unit",
    AgencyKind.APPROVED_PREMISES: "Approved premises",
    AgencyKind.SERVICE_POLICE: "Ministry of Defence and service police",
    AgencyKind.CPS: "Crown Prosecution Service",
}

#: Local agencies: what follows the name of the area.
_LOCAL: dict[AgencyKind, str] = {
    AgencyKind.POLICE: "Police",
    AgencyKind.MAPPA_UNIT: "MAPPA unit",
    AgencyKind.YOUTH_JUSTICE: "youth justice service",
    AgencyKind.EDUCATION: "education",
    AgencyKind.CHILDRENS_SOCIAL_CARE: "children's social care",
    AgencyKind.ADULT_SOCIAL_CARE: "adult social care",
    AgencyKind.HOUSING: "housing",
    AgencyKind.REGISTERED_LANDLORD: "registered landlords",
    AgencyKind.INTEGRATED_CARE_BOARD: "integrated care board",
    AgencyKind.LOCAL_HEALTH_BOARD: "local health board",
    AgencyKind.HEALTH: "mental health NHS trust",
    AgencyKind.DOMESTIC_ABUSE_SERVICE: "domestic abuse service",
    AgencyKind.SUBSTANCE_MISUSE: "substance misuse service",
    AgencyKind.THIRD_SECTOR: "third sector organisations",
}

_LONDON = "E23000001"
#: A second police force inside a MAPPA area.
OTHER_POLICE = {_LONDON: "City of London Police"}


def agency_name(kind: AgencyKind, area_code: str, area_name: str) -> str:
    """The name of the agency of a kind that serves an area."""
    if KIND_FACTS[kind].is_national:
        return _NATIONAL[kind]
    if kind == AgencyKind.POLICE and area_code == _LONDON:
        return "Metropolitan Police"
    return f"{area_name} {_LOCAL[kind]}"


def team_name(kind: AgencyKind, agency: str, area_name: str) -> str:
    """The name of an agency's standard team: a national agency's says where it is."""
    return f"{agency}, {area_name}" if KIND_FACTS[kind].is_national else agency
