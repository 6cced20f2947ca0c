"""Every address of the journey. References are random; nothing about anybody is in an address."""

from django.urls import path, register_converter

from consent.urls import ABOUT
from decisions.views import (
    access,
    advice,
    amending,
    answering,
    auditing,
    caldicott,
    consents,
    correcting,
    corrections_heard,
    deciding_flows,
    editions,
    exporting,
    figures,
    flows,
    glass,
    handing_over,
    home,
    incidents,
    journey,
    leaving,
    ledger,
    lines,
    lists,
    lookout,
    organisation,
    outside,
    people,
    person_packs,
    protecting,
    quality,
    receipts,
    recording,
    register,
    requests,
    retained,
    retention,
    reviewing,
    saying,
    search,
    second_look,
    sharing,
    sheets,
    teams,
    telling,
    timeline,
    writing_flows,
)


class Reference:
    regex = "IS-[2-9A-Z]{4}-[2-9A-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ListName(Reference):
    regex = "recipients|items"


class AdviceReference(Reference):
    regex = "AD-[2-9A-Z]{4}-[2-9A-Z]{4}"


class SheetReference(Reference):
    regex = "SH-[2-9A-Z]{4}-[2-9A-Z]{4}"


class PackReference(Reference):
    regex = "PK-[2-9A-Z]{4}-[2-9A-Z]{4}"


class IncidentReference(Reference):
    regex = "IN-[2-9A-Z]{4}-[2-9A-Z]{4}"


class WrongReference(Reference):
    regex = "FW-[2-9A-Z]{4}-[2-9A-Z]{4}"


class Place(Reference):
    """Of a passage in a record (decisions/passages.py)."""

    regex = r"[a-z_]+(?:\.[a-z_]+|\.[0-9]+)+"


class FlowReference(Reference):
    regex = "BF-[2-9A-Z]{4}-[2-9A-Z]{4}"


class FlowListName(Reference):
    regex = "partners|data-sets"


class PaperKind(Reference):
    regex = "agreement|dpia|other"


class LetterVariant(Reference):
    regex = "child|child-easy-read|family|family-easy-read"


class Mark(Reference):
    regex = "[0-9a-f]{32}"


class Retained(Reference):
    """A decision, bulk sharing, or a person by number."""

    regex = "(?:IS|BF)-[2-9A-Z]{4}-[2-9A-Z]{4}|person-[1-9][0-9]{0,17}"


register_converter(LetterVariant, "letter")
register_converter(Retained, "retained")
register_converter(Mark, "mark")
register_converter(Reference, "reference")
register_converter(AdviceReference, "advice")
register_converter(SheetReference, "sheet")
register_converter(IncidentReference, "incident")
register_converter(WrongReference, "wrong")
register_converter(PackReference, "person-pack")
register_converter(ListName, "list")
register_converter(Place, "place")
register_converter(FlowReference, "flow")
register_converter(FlowListName, "flow-list")
register_converter(PaperKind, "paper-kind")

FLOW = "flows/<flow:flow>/"
OF = "decisions/<reference:reference>/"
SHEET = f"{OF}sheets/<sheet:sheet>/"
CORRECTION = f"{OF}wrong/<wrong:wrong>/<int:pk>/"
SHARING = f"{OF}shared/<int:pk>/"
RETAINED = "retention/<retained:record>/"
PACK = "packs/<person-pack:pack>/"
LOGGED = "caldicott/log/<advice:asked>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("advice/", advice.discussions, name="discussions"),
    path("advice/<advice:asked>/", answering.put_question, name="put-question"),
    path("advice/<advice:asked>/say/", answering.say_to_asker, name="say-to-asker"),
    path("advice/<advice:asked>/confirm/", answering.confirm_advice, name="confirm-advice"),
    path("outside/<slug:token>/", outside.outside, name="outside"),
    path("outside/<slug:token>/say/", outside.outside_say, name="outside-say"),
    path("receipts/<slug:token>/", receipts.receipt, name="receipt"),
    path("corrections/<slug:token>/", corrections_heard.confirm_correction, name="confirm-correction"),
    path("incidents/<incident:incident>/", incidents.incident, name="incident"),
    path("settings/", organisation.organisation, name="organisation"),
    path("people/<int:pk>/leaving/", leaving.leaving, name="leaving"),
    path("teams/<int:pk>/close/", teams.close_team, name="close-team"),
    path("persons/<int:pk>/", people.known_person, name="known-person"),
    path("persons/<int:pk>/ledger/", ledger.ledger, name="person-ledger"),
    path("persons/<int:pk>/ledger.pdf", ledger.ledger_pdf, name="person-ledger-pdf"),
    path("persons/<int:pk>/ledger.csv", ledger.ledger_csv, name="person-ledger-csv"),
    path("persons/<int:pk>/timeline/", timeline.person_timeline, name="person-timeline"),
    path("persons/<int:pk>/compare/", timeline.compare_person, name="compare-person"),
    path("persons/<int:pk>/packs/", person_packs.packs, name="person-packs"),
    path("persons/<int:pk>/packs/new/", person_packs.start_pack, name="start-pack"),
    path(PACK, person_packs.pack, name="person-pack"),
    path(f"{PACK}choose/", person_packs.choose, name="choose-pack"),
    path(f"{PACK}give-up/", person_packs.give_up, name="give-up-pack"),
    path(f"{PACK}texts/", person_packs.texts, name="pack-texts"),
    path(f"{PACK}texts/<mark:mark>/", person_packs.text, name="pack-text"),
    path(f"{PACK}pack.zip", person_packs.take, name="take-pack"),
    path(ABOUT, consents.consent, name="consent"),
    path(f"{ABOUT}answers/themselves/", consents.answer, name="own-answer"),
    path(f"{ABOUT}answers/<int:who>/", consents.answer, name="consent-answer"),
    path(f"{ABOUT}compare/", timeline.compare_consent, name="compare-consent"),
    path(f"{ABOUT}invalid/", consents.invalid, name="consent-invalid"),
    path(f"{ABOUT}withdraw/", consents.withdraw, name="withdraw-consent"),
    path(f"{ABOUT}withdrawals/<int:pk>/", consents.withdrawal, name="withdrawal"),
    path(f"{ABOUT}notices/<int:pk>/", consents.notice, name="withdrawal-notice"),
    path("decisions/", register.decisions, name="decisions"),
    path("decisions/filters/save/", register.save_filter, name="save-filter"),
    path("decisions/filters/<int:pk>/", register.saved_filter, name="saved-filter"),
    path("decisions/filters/<int:pk>/remove/", register.remove_filter, name="remove-filter"),
    path("decisions/export/", exporting.export_list, name="export-list"),
    path("decisions/exports/<int:pk>/", exporting.list_export, name="list-export"),
    path("decisions/exports/<int:pk>/stop/", exporting.stop_list_export, name="stop-list-export"),
    path("decisions/exports/<int:pk>/decisions.csv", exporting.list_export_file, name="list-export-file"),
    path("second-looks/", second_look.second_looks, name="second-looks"),
    path(f"{OF}second-look/", second_look.second_look, name="second-look"),
    path("guidance/", editions.editions, name="editions"),
    path("guidance/<slug:pack_id>/", editions.guidance, name="guidance"),
    path("guidance/<slug:before>/<slug:after>/", editions.compared, name="editions-compared"),
    path("decisions/new/", journey.start, name="start"),
    path("decisions/emergency/", recording.emergency, name="emergency"),
    path("notices/<int:pk>/seen/", home.notice_seen, name="notice-seen"),
    path("look-out/", lookout.lookout, name="look-out"),
    path("look-out/<int:pk>/", lookout.finding, name="finding"),
    path("review/", reviewing.review, name="review"),
    path("review/read/", reviewing.mark_read, name="review-read"),
    path("quality/", quality.samples, name="quality"),
    path("quality/draw/", quality.draw, name="draw-sample"),
    path("quality/<int:pk>/", quality.sample, name="quality-sample"),
    path("quality/<int:pk>/answers.csv", quality.sample_csv, name="quality-sample-csv"),
    path("quality/records/<int:pk>/", quality.review_sampled, name="review-sampled"),
    path(f"{OF}feedback/<int:pk>/", quality.feedback, name="feedback"),
    path("find/", glass.find, name="find"),
    path("search/", search.search, name="search"),
    path("break-glass/", glass.break_glass, name="break-glass"),
    path("broken-glass/", glass.broken_glass, name="broken-glass"),
    path("broken-glass/<int:pk>/", glass.review_glass, name="review-glass"),
    path("audit/", auditing.audit, name="audit"),
    path("audit/<int:pk>/", exporting.audit_export, name="audit-export"),
    path("audit/<int:pk>/stop/", exporting.stop_audit_export, name="stop-audit-export"),
    path("audit/<int:pk>/records.zip", exporting.audit_export_file, name="audit-export-file"),
    path("figures/", figures.figures, name="figures"),
    path("figures/organisation/", figures.organisation_figures, name="organisation-figures"),
    path("figures/year/", figures.year_figures, name="year-figures"),
    path("figures/<slug:figure>/", figures.figure_list, name="figure-list"),
    path("caldicott/", caldicott.caldicott, name="caldicott"),
    path("caldicott/<advice:asked>/take-on/", caldicott.take_on, name="caldicott-take-on"),
    path("caldicott/log/", caldicott.caldicott_log, name="caldicott-log"),
    path(LOGGED, caldicott.entry, name="caldicott-entry"),
    path(f"{LOGGED}note/", caldicott.note, name="caldicott-note"),
    path(f"{LOGGED}precedent/", caldicott.precedent, name="caldicott-precedent"),
    path(f"{LOGGED}no-precedent/", caldicott.no_precedent, name="caldicott-no-precedent"),
    path(f"{LOGGED}theme/", caldicott.theme, name="caldicott-theme"),
    path("caldicott/report/", caldicott.caldicott_report, name="caldicott-report"),
    path("caldicott/report.pdf", caldicott.report_pdf, name="caldicott-report-pdf"),
    path("caldicott/report.csv", caldicott.report_csv, name="caldicott-report-csv"),
    path(OF, journey.decision, name="decision"),
    path(f"{OF}access/", access.access, name="access"),
    path(f"{OF}access/adviser/", access.let_adviser_in, name="let-adviser-in"),
    path(f"{OF}access/viewer/", access.name_viewer, name="name-viewer"),
    path(f"{OF}access/named/<int:pk>/end/", access.end_grant, name="end-grant"),
    path(f"{OF}access/restrict/", access.restrict, name="restrict"),
    path(f"{OF}access/lift/", access.lift, name="lift-restriction"),
    path(f"{OF}access/conflict/", access.bar, name="bar"),
    path(f"{OF}access/conflict/<int:pk>/end/", access.end_conflict, name="end-conflict"),
    path(f"{OF}access/my-conflict/", access.own_conflict, name="own-conflict"),
    path(f"{OF}access/person/", access.link, name="link-person"),
    path(f"{OF}access/person/<int:pk>/remove/", access.unlink, name="unlink-person"),
    path(f"{OF}looks/", access.looks, name="looks"),
    path(f"{OF}timeline/", timeline.timeline, name="timeline"),
    path(f"{OF}compare/", timeline.compare, name="compare"),
    path(f"{OF}questions/<slug:slug>/", journey.question, name="question"),
    path(f"{OF}questions/<slug:slug>/advice/", advice.ask, name="ask"),
    path(f"{OF}questions/<slug:slug>/advice/elsewhere/", advice.elsewhere, name="ask-elsewhere"),
    path(f"{OF}advice/<int:pk>/", advice.advice, name="advice"),
    path(f"{OF}advice/<int:pk>/take-back/", advice.take_back, name="take-back-question"),
    path(f"{OF}advice/<int:pk>/still-holds/", advice.still_holds, name="still-holds"),
    path(f"{OF}advice/<int:pk>/say/", saying.say_to_adviser, name="say-to-adviser"),
    path(f"{OF}advice/<int:pk>/outside/", saying.let_outside_in, name="let-outside-in"),
    path(f"{OF}advice/<int:pk>/outside/<int:whom>/end/", saying.end_outside, name="end-outside"),
    path(f"{OF}advice/<int:pk>/reviewed/", reviewing.discussion, name="review-advice"),
    path(f"{OF}comment/", reviewing.comment, name="comment"),
    path(f"{OF}ask-for-addition/", reviewing.ask_for_addition, name="ask-for-addition"),
    path(f"{OF}countersign/", reviewing.countersign, name="countersign"),
    path(f"{OF}who-gets-what/", lines.who_gets_what, name="who-gets-what"),
    path(f"{OF}who-gets-what/<int:pk>/", lines.what_goes_to, name="what-goes-to"),
    path(f"{OF}who-gets-what/<int:pk>/keep-back/", lines.keep_back, name="keep-back"),
    path(f"{OF}sheets/", sheets.sheets, name="sheets"),
    path(f"{OF}sheets/<int:pk>/", sheets.see_sheet, name="see-sheet"),
    path(SHEET, sheets.sheet, name="sheet"),
    path(f"{SHEET}sheet.pdf", sheets.sheet_pdf, name="sheet-pdf"),
    path(f"{SHEET}sheet.txt", sheets.sheet_text, name="sheet-text"),
    path(f"{SHEET}approve/", sheets.approve_sheet, name="approve-sheet"),
    path(f"{SHEET}never/", sheets.end_sheet, name="end-sheet"),
    path(f"{SHEET}sent/", sharing.note_sent, name="note-sent"),
    path(f"{OF}shared/add/", sharing.note_emergency_sent, name="note-emergency-sent"),
    path(f"{SHARING}receipt/", sharing.note_receipt, name="note-receipt"),
    path(f"{SHARING}link/", sharing.ask_receipt, name="ask-receipt"),
    path(f"{SHARING}link/<int:link>/end/", sharing.end_receipt_link, name="end-receipt-link"),
    path(f"{SHARING}incident/", sharing.open_incident, name="open-incident"),
    path(f"{OF}wrong/", correcting.find_wrong, name="find-wrong"),
    path(f"{OF}wrong/<wrong:wrong>/", correcting.found_wrong, name="found-wrong"),
    path(CORRECTION, correcting.correction, name="correction"),
    path(f"{CORRECTION}letter.pdf", correcting.correction_pdf, name="correction-pdf"),
    path(f"{CORRECTION}letter.txt", correcting.correction_text, name="correction-text"),
    path(f"{CORRECTION}words/", correcting.word_correction, name="word-correction"),
    path(f"{CORRECTION}sent/", correcting.correction_sent, name="correction-sent"),
    path(f"{CORRECTION}give-up/", correcting.give_up_correction, name="give-up-correction"),
    path(f"{CORRECTION}answer/", corrections_heard.note_confirmed, name="note-confirmed"),
    path(f"{CORRECTION}link/", corrections_heard.ask_to_confirm, name="ask-to-confirm"),
    path(f"{CORRECTION}link/<int:link>/end/", corrections_heard.end_correction_link, name="end-correction-link"),
    path(f"{OF}<list:name>/", lists.rows, name="rows"),
    path(f"{OF}<list:name>/add/", lists.add, name="add-row"),
    path(f"{OF}<list:name>/<int:pk>/", lists.change, name="change-row"),
    path(f"{OF}<list:name>/<int:pk>/remove/", lists.remove, name="remove-row"),
    path(f"{OF}pages/<slug:slug>/", journey.step, name="step"),
    path(f"{OF}check/", recording.check, name="check"),
    path(f"{OF}emergency/", recording.emergency_in, name="emergency-in"),
    path(f"{OF}hand-over/", handing_over.hand_over, name="hand-over"),
    path(f"{OF}record.pdf", recording.pdf, name="pdf"),
    path(f"{OF}telling/", telling.telling, name="telling"),
    path(f"{OF}telling/told/", telling.told, name="told"),
    path(f"{OF}telling/look-again/", telling.look_again, name="look-again"),
    path(f"{OF}telling/<letter:variant>/", telling.letter, name="letter"),
    path(f"{OF}telling/<letter:variant>.pdf", telling.letter_pdf, name="letter-pdf"),
    path(f"{OF}telling/<letter:variant>.txt", telling.letter_text, name="letter-text"),
    path(f"{OF}refusal/", requests.refusal, name="refusal"),
    path(f"{OF}refusal.pdf", requests.refusal_pdf, name="refusal-pdf"),
    path(f"{OF}refusal.txt", requests.refusal_text, name="refusal-text"),
    path(f"{OF}answered/", requests.answered, name="answered"),
    path(f"{OF}reopen/", requests.reopen, name="reopen"),
    path(f"{OF}clashes/", protecting.clashes, name="clashes"),
    path(f"{OF}clashes/<mark:mark>/", protecting.settle, name="settle-clash"),
    path(f"{OF}flow/", flows.carry_on, name="carry-on"),
    path("flows/", flows.flows, name="flows"),
    path("flows/new/", flows.start_flow, name="start-flow"),
    path(FLOW, flows.flow, name="flow"),
    path(f"{FLOW}pages/<slug:slug>/", writing_flows.flow_page, name="flow-page"),
    path(f"{FLOW}<flow-list:listed>/", writing_flows.rows, name="flow-rows"),
    path(f"{FLOW}<flow-list:listed>/add/", writing_flows.add, name="add-flow-row"),
    path(f"{FLOW}<flow-list:listed>/<int:pk>/", writing_flows.change, name="change-flow-row"),
    path(f"{FLOW}<flow-list:listed>/<int:pk>/remove/", writing_flows.remove, name="remove-flow-row"),
    path(f"{FLOW}papers/<paper-kind:kind>/add/", writing_flows.keep_paper, name="keep-flow-paper"),
    path(f"{FLOW}papers/<int:pk>/", flows.paper, name="flow-paper"),
    path(f"{FLOW}check/", writing_flows.check, name="check-flow"),
    path(f"{FLOW}decide/", deciding_flows.decide, name="decide-flow"),
    path(f"{FLOW}review/", deciding_flows.review, name="review-flow"),
    path(f"{FLOW}end/", deciding_flows.end, name="end-flow"),
    path(f"{FLOW}change/", deciding_flows.renew, name="renew-flow"),
    path(f"{FLOW}record.pdf", flows.pdf, name="flow-pdf"),
    path(f"{OF}amend/", amending.passages, name="passages"),
    path(f"{OF}amend/<place:place>/", amending.amend, name="amend"),
    path("retention/", retention.retention, name="retention"),
    path("retention/rules/", retention.rules, name="retention-rules"),
    path("retention/rules/choose/", retention.choose_rule, name="choose-retention-rule"),
    path("retention/disposed/", retention.disposed, name="disposed"),
    path(RETAINED, retained.retained, name="retained"),
    path(f"{RETAINED}keep/", retained.keep, name="keep-longer"),
    path(f"{RETAINED}hold/", retained.hold, name="hold-record"),
    path(f"{RETAINED}holds/<int:pk>/lift/", retained.lift, name="lift-hold"),
    path(f"{RETAINED}kept-as/", retained.kept_as, name="kept-as"),
    path(f"{RETAINED}propose/", retained.propose, name="propose-disposal"),
    path(f"{RETAINED}confirm/", retained.confirm, name="confirm-disposal"),
    path(f"{RETAINED}refuse/", retained.refuse, name="refuse-disposal"),
    path(f"{RETAINED}take-back/", retained.take_back, name="take-back-disposal"),
    path(f"{OF}add/", recording.add_to, name="add-to"),
    path(f"{OF}add/<slug:slug>/", recording.todo, name="todo"),
]
