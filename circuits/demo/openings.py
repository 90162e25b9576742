"""The steps that many scenarios share, with the people that the town's content names.

Pure, no Django: `studied` leads to the study by the service (`taken_up` on the short
circuit), `signed` from its draft of an answer to the signature of the élu. Days count as
`Step.day`.
"""

from circuits.demo.people import ELECTED, ELECTED_OFFICIALS
from circuits.demo.shapes import Answer, Step
from circuits.demo.town import SERVICES

_SERVICES = {service.key: service for service in SERVICES}
_NAMES = {person.key: f"{person.first_name} {person.last_name}" for person in ELECTED}
# How each élu signs, by the key of the person.
SIGNATURES = {
    official.person: f"{_NAMES[official.person]}, {official.title}"
    for official in ELECTED_OFFICIALS
}


def deposited(by: str, hour: str) -> tuple[Step, ...]:
    """The deposit, then the Agence's relecture on the next day."""
    return (
        Step(0, hour, "deposit", by),
        Step(1, "10:15", "proofread", "rosa-calvinho"),
    )


def qualified(service: str, elected: str, *, day: int = 3) -> tuple[Step, ...]:
    """The Agence gives it to a service, whose head takes it three days later."""
    chosen = _SERVICES[service]
    return (
        Step(
            day,
            "15:20",
            "qualify",
            "sylvain-thiercelin",
            service=service,
            elected=elected,
        ),
        Step(
            day + 3,
            "11:10",
            "accept_attribution",
            chosen.head,
            holder=chosen.holder,
            deputy=chosen.deputy,
        ),
    )


def studied(by: str, hour: str, service: str, elected: str) -> tuple[Step, ...]:
    """From the deposit to the study by the service: it has it on day six."""
    return (*deposited(by, hour), *qualified(service, elected))


def taken_up(by: str, hour: str, service: str, *, day: int = 4) -> tuple[Step, ...]:
    """On the short circuit: the Agence names at once who studies it."""
    chosen = _SERVICES[service]
    return (
        *deposited(by, hour),
        Step(
            day,
            "14:40",
            "qualify",
            "sylvain-thiercelin",
            service=service,
            holder=chosen.holder,
            deputy=chosen.deputy,
        ),
    )


def signed(
    service: str, elected: str, answer: Answer, *, days: tuple[int, int, int] = (26, 30, 34)
) -> tuple[Step, ...]:
    """The service writes the answer, its head validates it, the élu signs it."""
    chosen = _SERVICES[service]
    written, validated, published = days
    return (
        Step(written, "16:30", "transmit_answer", chosen.holder, answer=answer),
        Step(validated, "09:40", "approve_service", chosen.head),
        Step(published, "14:50", "approve_elected", elected),
    )
