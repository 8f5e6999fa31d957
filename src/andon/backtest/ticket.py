from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ticket:
    """One line of a history. `at`: seconds since 1970, UTC. `incident`: what it was tagged as part of, "" for none;
    `label`: what it was about (a group, a component, a category), for routing and relatedness."""

    id: str
    at: float
    text: str
    reporter: str
    incident: str = ""
    label: str = ""
    account: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
