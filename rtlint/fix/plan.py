"""From what a rule file promises to a draft: one verb of a plan, at the place that a finding blames."""

from rtlint.fix.draft import Draft, Put
from rtlint.rule.case import Case
from rtlint.rule.engine import Verdict
from rtlint.rule.model import FixPlan
from rtlint.text.edit import TextEdit


def draft(plan: FixPlan, verdict: Verdict, case: Case) -> Draft | None:
    """The fix of a finding, or None where the plan says nothing for it or the text gives no way."""
    path, tree = verdict.blame.path, case.tree
    node = tree.node(path) if tree else None
    bound = verdict.words.get(verdict.blame.verb)
    if plan.clamp is not True or tree is None or node is None or bound is None:
        return None
    value = float(bound) if "." in bound else int(bound)
    edit = TextEdit(tree.node_span(node), bound)
    return Draft(f"take {bound}, the nearest in range", plan.safety, case.index, (edit,), (Put(path, value),))
