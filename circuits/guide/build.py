"""From a `Definition` to a `Guide`: the way, its detours, its reminders, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from circuits.acts import ACTS
from circuits.catalogue_offers import SHORTEST_ANSWER
from circuits.circuit_words import act as act_label
from circuits.circuit_words import delay as short_delay
from circuits.definition import END, Definition, RungRule, StepRule
from circuits.guide import words
from circuits.guide.data import Guide, Notice, Stop
from participation.french import listing, plural, sentence_case, working_days

# A step that lasts until a chosen date has the ladder of that date (circuits.md 4, B3).
LADDER_OF_DATE = "answer"
# Days on the drawing: five worked days are a week.
DAYS = {"wd": 7 / 5, "days": 1, "months": 30}
DATE_DAYS = 40
ANSWERED = "A6"
# What a suspended clock is called, by the act that stops it (circuits.md 6).
PAUSES = {
    "ask_complement": "La Ville peut poser une question au conseil. Le délai de l’étape et la "
    "date promise s’arrêtent jusqu’à la réponse.",
    "schedule_meeting": "Une rencontre peut être fixée avec le conseil. Le délai de l’étape "
    "s’arrête jusque-là ; la date promise ne bouge pas.",
    "ask_wait": "La Ville peut attendre un autre organisme. Le délai de l’étape s’arrête ; la "
    "date promise ne bouge pas.",
    "extend": "L’Agence peut prolonger le délai, une seule fois, en disant pourquoi.",
    "reassign": "Un dossier peut changer de service. La date promise ne bouge pas.",
}


def guide_of(rules: Definition) -> Guide:
    """Everything that is told of one circuit."""
    codes = _in_order(rules)
    way = set(_way(rules))
    stops: dict[str, Stop] = {}
    rank = 0
    for code in codes:
        rank += code in way
        stops[code] = _stop(rules.steps[code], rules, rank if code in way else 0)
    told = tuple(replace(s, ways=tuple(_ways(s.code, rules, stops))) for s in stops.values())
    offered = bool(rules.of_scope("thread"))
    return Guide(
        start="Offre écrite" if offered else "Dépôt",
        start_side="city" if offered else "council",
        stops=told,
        promise=_promise(rules),
        promise_lines=tuple(_promise_lines(rules)),
        promise_notices=tuple(_notices(rules.ladders.get("promise", []))),
        answered_after=next((s.rank - 1 for s in told if s.code == ANSWERED), 0),
        relances=_most_relances(rules),
        moves=tuple(line for act, line in PAUSES.items() if _allows(rules, act)),
        ends=tuple(line for act, line in words.ENDS.items() if _allows(rules, act)),
        facts=tuple(f"{_lead(s)} {s.who}, {s.delay}." for s in told),
    )


def _lead(stop: Stop) -> str:
    rank = f"Étape {stop.rank}" if stop.rank else "Parfois"
    return f"{rank}, «\u00a0{stop.name}\u00a0» :"


def _most_relances(rules: Definition) -> int:
    """The most that one step may count in public."""
    told = [rules.ladders.get(step.ladder, []) for step in rules.steps.values()]
    return max((sum(r.kind == "relance" for r in ladder) for ladder in told), default=0)


def _allows(rules: Definition, act: str) -> bool:
    return any(t.act == act and t.source in rules.steps for t in rules.transitions)


def _way(rules: Definition) -> list[str]:
    """The steps that every dossier takes; the councils' own in place of their wait."""
    path: list[str] = []
    code = rules.first.code
    while code != END and code not in path:
        path.append(code)
        act = rules.forward.get(code)
        code = rules.next_step(code, act) if act else END
    threads = rules.of_scope("thread")
    own, code = [], threads[0].code if threads else END
    while code != END and code not in own:
        own.append(code)
        act = rules.forward.get(code)
        code = rules.next_step(code, act) if act else END
    return [c for code in path for c in ([code] if rules.steps[code].duty else own)]


def _in_order(rules: Definition) -> list[str]:
    """The way, each detour right after the last step that leads to it."""
    codes = _way(rules)
    detours = [c for c, step in rules.steps.items() if step.duty and c not in codes]
    for code in detours:
        leading = [t.source for t in rules.transitions if t.target == code != t.source]
        places = [codes.index(source) for source in leading if source in codes]
        after = max(places, default=len(codes) - 1)
        if code == "A7" and ANSWERED in codes:
            # It begins with the answer, beside what the council says of it.
            after = codes.index(ANSWERED)
        codes.insert(after + 1, code)
    return codes


def _stop(step: StepRule, rules: Definition, rank: int) -> Stop:
    who = words.role(step.owner)
    does = words.DOES.get(step.code)
    ladder = rules.ladders.get(LADDER_OF_DATE if step.unit == "date" else step.ladder, [])
    kept = [rung for rung in ladder if _reachable(rung, step)]
    side = words.side_of(step.owner)
    length = DATE_DAYS if step.unit == "date" else step.delay * DAYS.get(step.unit, 1)
    return Stop(
        code=step.code,
        rank=rank,
        name=words.name(step.code, step.name),
        icon=words.ICONS.get(step.code, "clock"),
        side=side,
        who=sentence_case(who),
        does=f"{sentence_case(who)} {does}." if does else f"Attendu : {step.duty}.",
        delay=words.delay(step.delay, step.unit, least=SHORTEST_ANSWER),
        short=short_delay(step.delay, step.unit),
        days=round(length),
        condition=words.CONDITIONS.get(step.code, "" if rank else "Dans certains cas."),
        notices=tuple(_notices(kept)),
        missed=tuple(_missed(kept, step, side == "council")),
    )


def _reachable(rung: RungRule, step: StepRule) -> bool:
    """Without what `deadlines.plan_rungs` leaves out of a step of this length."""
    if step.unit != "wd" or rung.unit != "wd":
        return True
    return step.delay >= rung.min_delay and -rung.offset < step.delay


def _notices(ladder: Iterable[RungRule]) -> Iterable[Notice]:
    for rung in ladder:
        if rung.kind != "auto":
            yield Notice(
                when=words.when(rung.offset, rung.unit),
                what=words.notice_kind(rung.kind, weekly=rung.weekly),
                to=_people(rung.to),
            )


def _people(roles: Iterable[str]) -> str:
    return listing(list(dict.fromkeys(words.role(code) for code in roles)))


def _missed(ladder: list[RungRule], step: StepRule, of_council: bool) -> Iterable[str]:
    """What happens after the date: who is told then, and what the platform does."""
    known: set[str] = {step.owner}
    first = True
    for rung in ladder:
        if rung.offset <= 0 or rung.unit == "start" or rung.weekly:
            known.update(rung.to)
            continue
        when = words.when(rung.offset, rung.unit)
        if rung.kind == "auto":
            yield f"{when}, {words.AUTOMATIC.get(rung.code, 'la plateforme agit seule')}."
            continue
        new = [code for code in rung.to if code not in known]
        known.update(rung.to)
        if rung.kind == "relance" and first:
            first = False
            yield f"{when}, une relance part vers {_people(rung.to)}."
        elif new:
            verb = "est prévenue aussi" if len(new) == 1 else "sont prévenues aussi"
            yield f"{when}, {verb} : {_people(new)}."
    if of_council and ladder:
        yield "Un conseil est bénévole : il n’est jamais montré en retard."


def _ways(code: str, rules: Definition, stops: Mapping[str, Stop]) -> Iterable[str]:
    """Where each act leads; an absent step is passed, as the engine does."""
    for row in rules.transitions:
        said = words.WHENS.get((row.act, row.when)) or words.ACTS.get(row.act)
        if row.source != code or row.act in words.ENDS or row.act in PAUSES:
            continue
        if row.act not in words.ACTS and row.target in ("stay", END):
            continue
        target = rules.next_step(code, row.act, row.when)
        lead = said or act_label(row.act)
        yield f"{lead} : {_where(target, code, rules, stops)}."


def _where(target: str, code: str, rules: Definition, stops: Mapping[str, Stop]) -> str:
    if target == END:
        if rules.steps[code].scope == "thread":
            return "c’est la fin pour ce conseil"
        return "le dossier est clos"
    if target == code:
        return "l’étape recommence"
    stop = stops.get(target if rules.steps[target].duty else rules.of_scope("thread")[0].code)
    if stop is None:
        return rules.steps[target].name
    here = stops[code]
    back = bool(here.rank and stop.rank and stop.rank < here.rank)
    return f"retour à l’{stop.label}" if back else stop.label


def _promise(rules: Definition) -> str:
    if not rules.has_promise():
        return ""
    return plural(rules.promise_months, "mois", "mois")


def _promise_lines(rules: Definition) -> Iterable[str]:
    """The promise, and that the steps fit in it."""
    if not rules.has_promise():
        return
    yield (
        f"La Ville répond au plus tard {_promise(rules)} après le dépôt, jour pour jour. "
        "Si ce jour n’est pas travaillé, c’est le jour travaillé suivant."
    )
    yield (
        f"Les étapes d’avant la réponse font ensemble {working_days(rules.working_delay())} "
        "au plus : elles tiennent dans cette promesse."
    )


def known_acts() -> set[str]:
    """The acts that the guide has words for: a test compares them with the catalogue."""
    return {*words.ACTS, *words.ENDS, *PAUSES} & set(ACTS)
