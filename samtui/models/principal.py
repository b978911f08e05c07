"""The principal (huvudman): whose responsibility a service or an actor is."""

from enum import StrEnum


class Principal(StrEnum):
    """Kommun, region, stat, privat utförare, civilsamhälle."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    PRIVATE = "private"
    CIVIL_SOCIETY = "civil_society"
