"""What becomes of one record that is due or held: kept longer, held, proposed and confirmed by a second person."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from consent.models import Person
from decisions import actions, summary
from decisions.actions import disposing, holding, retaining
from decisions.forms.retention import ConfirmForm, HoldForm, KeepLongerForm, PersonKeptForm, ProposeForm, WhyForm
from decisions.kept_until import called
from decisions.models import Decision, Disposal, DisposalProposal, Flow
from decisions.models.retention import Kind
from decisions.policies import retention as rules
from infoshare.saving.forms import SavingForm
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, View, person

PERSON = "person-"
KINDS: Mapping[str, type[Kind]] = {"IS": Decision, "BF": Flow}
FORM = "decisions/retention/form.html"


def of_retained(what: str) -> Callable[[View], View]:
    """For whoever looks after how long it is kept; to others it is not there. The look is written down first.

    What was disposed of leads to the list that says so.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, record: str, **where: object) -> HttpResponseBase:
            found = _found(request, record)
            if found is None:
                return _gone(request, record)
            actions.retained_viewed(record=found, what=what, by=request.user)
            return view(request, found, **where)

        return person(guarded)

    return guard


def _found(request: SignedIn, name: str) -> Kind | None:
    kind = KINDS.get(name[:2], Person)
    by = {"pk": name.removeprefix(PERSON)} if kind is Person else {"reference": name}
    found: Kind | None = rules.theirs(request.user, kind).filter(**by).first()
    return found


def _gone(request: SignedIn, name: str) -> HttpResponse:
    about = {"about": "person", "number": name.removeprefix(PERSON)}
    by = about if name.startswith(PERSON) else {"reference": name}
    if not Disposal.objects.filter(organisation=request.user.organisation, **by).exists():
        raise Http404
    messages.info(request, "That record was disposed of.")
    return redirect("disposed")


@of_retained("how long it is kept")
def retained(request: SignedIn, record: Kind) -> HttpResponse:
    return render(request, "decisions/retention/retained.html", summary.retained_page(record, request.user))


@of_retained("keeping it longer")
def keep(request: SignedIn, record: Kind) -> HttpResponse:
    form = KeepLongerForm(request.POST or None)
    if form.saves(lambda: retaining.keep_longer(record=record, by=request.user, **form.pressed)):
        return _done(request, record, "It is kept longer.")
    return _form(request, record, form, "Keep it longer", "Keep it")


@of_retained("a hold")
def hold(request: SignedIn, record: Kind) -> HttpResponse:
    form = HoldForm(request.POST or None)
    press = {"request_key": form.cleaned_data["request_key"], "values": form.values} if form.is_valid() else {}
    if form.saves(lambda: holding.hold(record=record, by=request.user, **press)):
        return _done(request, record, "It is held. Nothing of it can be disposed of.")
    return _form(request, record, form, "Hold it", "Hold it")


@of_retained("lifting a hold")
def lift(request: SignedIn, record: Kind, pk: int) -> HttpResponse:
    found = get_object_or_404(record.legalholds.filter(ended_at=None), pk=pk)
    form = WhyForm(request.POST or None, asks="Why is the hold lifted?")
    if form.saves(lambda: holding.lift(hold=found, by=request.user, **form.values)):
        return _done(request, record, "The hold is lifted.")
    return _form(request, record, form, "Lift the hold", "Lift it")


@of_retained("a proposal of disposal")
def propose(request: SignedIn, record: Kind) -> HttpResponse:
    form = ProposeForm(request.POST or None, opens=summary.opens(record, request.user))
    _first_look(form, rules.check_can_propose, record, request.user)
    if form.saves(lambda: disposing.propose_disposal(record=record, by=request.user, **form.pressed)):
        return _done(request, record, "It is proposed. Nothing is gone until a second person confirms it.")
    return _form(request, record, form, "Propose to dispose of it", "Propose it", says=PROPOSES)


@of_retained("confirming disposal")
def confirm(request: SignedIn, record: Kind) -> HttpResponse:
    asked = _proposal(record)
    form = ConfirmForm(request.POST or None, opens=summary.opens(record, request.user))
    _first_look(form, rules.check_can_confirm, asked, request.user)
    if form.saves(lambda: disposing.confirm_disposal(proposal=asked, by=request.user)):
        messages.success(request, "It is disposed of.")
        return redirect("disposed")
    return _form(request, record, form, "Dispose of it", "Dispose of it for good", warns=CONFIRMS, asked=asked)


@of_retained("refusing disposal")
def refuse(request: SignedIn, record: Kind) -> HttpResponse:
    asked = _proposal(record)
    form = WhyForm(request.POST or None, asks="Why is it not disposed of?")
    _first_look(form, rules.check_can_answer, asked, request.user)
    if form.saves(lambda: disposing.refuse_disposal(proposal=asked, by=request.user, **form.values)):
        return _done(request, record, "It is not disposed of.")
    return _form(request, record, form, "Do not dispose of it", "Save")


@of_retained("taking a proposal back")
def take_back(request: SignedIn, record: Kind) -> HttpResponse:
    asked = _proposal(record)
    form = WhyForm(request.POST or None, asks="Why do you take it back?")
    _first_look(form, rules.check_can_take_back, asked, request.user)
    if form.saves(lambda: disposing.take_back_disposal(proposal=asked, by=request.user, **form.values)):
        return _done(request, record, "The proposal is taken back.")
    return _form(request, record, form, "Take your proposal back", "Take it back")


@of_retained("what counts for how long it is kept")
def kept_as(request: SignedIn, record: Kind) -> HttpResponse:
    if not isinstance(record, Person):
        raise Http404
    form = PersonKeptForm(request.POST or None, initial=summary.said_of(record))
    press = {"request_key": form.cleaned_data["request_key"], "values": form.values} if form.is_valid() else {}
    if form.saves(lambda: retaining.say_of_person(person=record, by=request.user, **press)):
        return _done(request, record, "It is saved.")
    return _form(request, record, form, "What counts for how long they are kept", "Save")


PROPOSES = "A second person looks at it after you. Nothing goes before they confirm it."
CONFIRMS = (
    "Everything of it goes for good: every page, paper, letter, link and note, and how they stood before. Nobody can "
    "bring it back. What stays is that it was disposed of, by which rule and by whom. Backups keep it until they run "
    "out."
)


def _first_look(form: SavingForm, check: Callable[..., None], *of: object) -> None:
    """Refused before the form is shown; what is sent whole is refused by the action, which knows a second press."""
    if not form.is_valid():
        check(*of)


def _proposal(record: Kind) -> DisposalProposal:
    found = rules.proposed(record)
    if found is None:
        raise Http404
    return found


def _done(request: SignedIn, record: Kind, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("retained", record=called(record))


def _form(request: SignedIn, record: Kind, form: SavingForm, title: str, button: str, **more: object) -> HttpResponse:
    context: Mapping[str, object] = {**summary.retained_frame(record, title), "button": button, **more}
    return page(request, FORM, form, context)
