"""A pack of what is kept of a person: start it, choose, read and take out, make it once, take it away."""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from consent.models import Person
from consent.views.people import person_shown
from decisions import person_pack, summary
from decisions.actions import list_viewed
from decisions.actions import person_packs as actions
from decisions.forms.person_packs import ChoosePartsForm, GiveUpPackForm, MakePackForm, PackTextForm, StartPackForm
from decisions.models import PersonPack
from decisions.person_pack import HeldPack
from decisions.policies import person_packs as rules
from infoshare.documents.answers import downloaded
from infoshare.documents.pdf import NotPrinted
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person, refusal

View = Callable[..., HttpResponseBase]


def of_pack(what: str, *, shows: bool = False) -> Callable[[View], View]:
    """For somebody who may open everything in it; to others it is not there. The look is written down first.

    `shows`: the page shows what is in its decisions.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, pack: str, **where: object) -> HttpResponseBase:
            people = Person.objects.visible_to(request.user)
            rows = PersonPack.objects.select_related("person", "started_by").filter(person__in=people)
            found = get_object_or_404(rows, reference=pack)
            if not rules.opens(found, request.user):
                raise Http404
            held = person_pack.frame(found)
            parts = held.choice.parts if held.choice else []
            actions.pack_viewed(pack=found, parts=parts, what=what, shows=shows, by=request.user)
            return view(request, held, **where)

        return person(guarded)

    return guard


@person
def packs(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "packs")
    return render(request, "decisions/packs/packs.html", summary.packs_page(shown, request.user))


@person
def start_pack(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "packs")
    form = StartPackForm(request.POST or None)
    made: list[PersonPack] = []
    if form.saves(lambda: made.append(actions.start_pack(person=shown, by=request.user, **form.pressed))):
        return redirect("choose-pack", pack=made[0].reference)
    context = {"title": "Start a pack", "button": "Continue", "back_url": reverse("person-packs", args=[pk])}
    return page(request, "decisions/packs/form.html", form, {**context, "reference": shown.reference})


@of_pack("pack")
def pack(request: SignedIn, held: HeldPack) -> HttpResponse:
    return render(request, "decisions/packs/pack.html", summary.pack_page(held))


@of_pack("choice")
def choose(request: SignedIn, held: HeldPack) -> HttpResponse:
    rules.check_is_open(held.pack)
    before = {"parts": held.choice.parts} if held.choice else {}  # a reason is given anew each time
    offered = summary.offers(held.pack, request.user)
    list_viewed(what="pack", references=[each.part.decision for each in offered], by=request.user)
    form = ChoosePartsForm(request.POST or None, offered=offered, initial=before)
    if form.saves(lambda: actions.choose_parts(pack=held.pack, by=request.user, **form.pressed)):
        return redirect("pack-texts", pack=held.pack.reference)
    context = {**summary.pack_frame(held.pack, "What goes in?"), "button": "Save and read it", "nothing": not offered}
    return page(request, "decisions/packs/form.html", form, context)


@of_pack("giving up")
def give_up(request: SignedIn, held: HeldPack) -> HttpResponse:
    rules.check_is_open(held.pack)
    form = GiveUpPackForm(request.POST or None)
    if form.saves(lambda: actions.give_up_pack(pack=held.pack, by=request.user, **form.pressed)):
        return redirect("person-packs", pk=held.pack.person_id)
    context = {**summary.pack_frame(held.pack, "This pack is not made"), "button": "Save"}
    return page(request, "decisions/packs/form.html", form, context)


@of_pack("texts", shows=True)
def texts(request: SignedIn, held: HeldPack) -> HttpResponse:
    """Everything as it goes, to be read; the button under it makes the pack."""
    held = person_pack.load(held.pack)
    form = MakePackForm(request.POST or None, initial={"version": held.fingerprint})
    try:
        made = form.saves(partial(_make, request, held, form))
    except NotPrinted as why:
        return refusal(request, why, status=why.status)
    if made:
        messages.success(request, "The pack is made.")
        return redirect("person-pack", pack=held.pack.reference)
    return page(request, "decisions/packs/texts.html", form, summary.texts_page(held))


def _make(request: SignedIn, held: HeldPack, form: MakePackForm) -> None:
    """Drawn only where it reads as it was read."""
    read = form.cleaned_data["version"]
    rules.check_reads_the_same(held.fingerprint, read)
    papers = {} if held.made else summary.papers(held, at=timezone.now())
    actions.make_pack(pack=held.pack, papers=papers, read=read, by=request.user)


@of_pack("text", shows=True)
def text(request: SignedIn, held: HeldPack, mark: str) -> HttpResponse:
    rules.check_is_open(held.pack)
    held = person_pack.load(held.pack)
    if (found := held.text(mark)) is None:
        raise Http404
    form = PackTextForm(request.POST or None, found=found.found, initial=summary.stored_text(found))
    if form.saves(lambda: actions.say_of_text(pack=held.pack, mark=mark, by=request.user, **form.pressed)):
        return redirect(f"{reverse('pack-texts', args=[held.pack.reference])}#{mark}")
    return page(request, "decisions/packs/text.html", form, summary.text_page(held, found))


@of_pack("ZIP", shows=True)
def take(request: SignedIn, held: HeldPack) -> HttpResponse:
    if held.made is None:
        raise Http404
    data = actions.take_pack(made=held.made, by=request.user)
    return downloaded(data, f"{held.pack.reference}.zip", "application/zip")
