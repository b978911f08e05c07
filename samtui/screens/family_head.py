"""The head of the family card: who it is about, and why it needs the coordinator (därför)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from samtui.language import _
from samtui.models.caseload import FamilyStatus, Protection
from samtui.models.records import FamilyCard, FamilyFacts
from samtui.practice import attention, dates
from samtui.practice.attention import Attention
from samtui.practice.words import word
from samtui.widgets.columns import fit
from samtui.widgets.plain import one_line

Because = tuple[str, str]
"""A reason and the role it is shown in."""

ROLE = {Attention.TODAY: "now", Attention.THIS_WEEK: "soon", Attention.SOON: "", Attention.NONE: "quiet"}
_BETWEEN = "  ·  "
_LONGEST_NAME = 40


def heading(card: FamilyCard, today: date) -> Content:
    """Name, status, where the family lives or the sign of protected data, the children and how old they are."""
    facts = card.facts
    name = one_line(facts.name)
    short = fit(name, _LONGEST_NAME).rstrip() if len(name) > _LONGEST_NAME else name
    parts = [Content.styled(short, "bold"), Content.styled(status(facts), "$quiet")]
    if facts.protection is not Protection.NONE:
        parts.append(Content.styled(f"▲ {word(facts.protection)}", "$now"))
    elif facts.municipality:
        parts.append(Content.styled(one_line(facts.municipality), "$quiet"))
    children = [_child(one.name, one.born, today) for one in card.children if one.supported]
    if children:
        parts.append(Content(", ".join(children)))
    return Content(_BETWEEN).join(parts)


def status(facts: FamilyFacts) -> str:
    """The status of the support; where it rests, until when."""
    if facts.status is FamilyStatus.RESTING and facts.resting_until:
        return _("resting until {day}", day=facts.resting_until.isoformat())
    return word(facts.status)


def _child(name: str, born: date | None, today: date) -> str:
    return one_line(_("{name} {age} years", name=name, age=dates.age(born, today)) if born else name)


def because(card: FamilyCard, today: date) -> tuple[Because, ...]:
    """The reasons in the family's own texts; a quiet sentence where there are none."""
    found = attention.reasons(card.facts, today)
    if found:
        return tuple((attention.on_the_card(one, card, today), ROLE[one.attention]) for one in found)
    if card.facts.status is FamilyStatus.ENDED:
        return ((_("The support has ended"), "quiet"),)
    if attention.asleep(card.facts, today):
        return ((_("The support rests"), "quiet"),)
    return ((_("Nothing needs you just now"), "quiet"),)


def trimmed(texts: Sequence[str], width: int, most: int) -> list[list[str]]:
    """Each text in lines of ``width`` cells, together at most ``most`` lines: the long ones end in an ellipsis.

    Where there are more texts than lines, the last line says how many are left.
    """
    width = max(1, width)
    shown = list(texts[: most - 1] if len(texts) > most else texts)
    wrapped = [[line.plain for line in Content(one_line(text)).wrap(width)] or [""] for text in shown]
    left = most - (len(texts) > most)
    while sum(map(len, wrapped)) > left:
        longest = max(wrapped, key=len)
        longest[-2:] = [fit(longest[-2] + " " + longest[-1], max(width, 2)).rstrip()]
    if len(texts) > most:
        wrapped.append([_("… and {n} more", n=len(texts) - len(shown))])
    return wrapped


class Why(Widget):
    """``Därför`` and the reasons, one under the other, in at most a few lines."""

    DEFAULT_CSS = """
    Why { height: auto; padding: 0 2; color: $foreground; }
    Why > .why--label { color: $quiet; }
    Why > .why--now { color: $now; }
    Why > .why--soon { color: $soon; }
    Why > .why--quiet { color: $quiet; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"why--label", "why--now", "why--soon", "why--quiet"}

    reasons: reactive[tuple[Because, ...]] = reactive((), layout=True)

    @property
    def most(self) -> int:
        """How many lines it takes at most: few on a low screen."""
        return 3 if self.app.size.height < 30 else 6

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return sum(map(len, self._trimmed(width)))

    def _trimmed(self, width: int) -> list[list[str]]:
        return trimmed([text for text, _role in self.reasons], width - self._indent, self.most)

    @property
    def _indent(self) -> int:
        return len(_("Because")) + 4

    def render(self) -> Content:
        label = Content.styled(_("Because"), self.get_visual_style("why--label"))
        lines: list[Content] = []
        for place, texts in enumerate(self._trimmed(self.size.width)):
            role = self.reasons[place][1]
            style = self.get_visual_style(f"why--{role}") if role else ""
            for number, text in enumerate(texts):
                start = Content("  • ") if not number else Content("    ")
                before = label if not lines else Content(" " * label.cell_length)
                lines.append(Content.assemble(before, start, (text, style)))
        return Content("\n").join(lines)
