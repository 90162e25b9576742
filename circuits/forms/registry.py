"""Which form each act has."""

from __future__ import annotations

from typing import Any

from circuits.forms import acts, commitment, ends, extend, offers, reassign, suspend
from circuits.forms.acts import ActForm

FORMS: dict[str, type[ActForm]] = {
    "qualify": acts.QualifyForm,
    "accept_attribution": acts.AcceptForm,
    "decline_attribution": acts.DeclineForm,
    "transmit_answer": acts.AnswerForm,
    "approve_service": acts.ApproveForm,
    "request_changes_service": acts.ChangesForm,
    "approve_elected": acts.SignForm,
    "request_changes_elected": acts.ChangesForm,
    "acknowledge_answer": acts.AcknowledgeForm,
    "report_milestone": acts.MilestoneForm,
    "proofread": acts.ProofreadForm,
    "report_call": acts.CallForm,
    "deposit": acts.DepositForm,
    "answer_directly": acts.DirectForm,
    "ask_complement": suspend.ComplementForm,
    "schedule_meeting": suspend.MeetingForm,
    "ask_wait": suspend.WaitForm,
    "confirm_wait": suspend.ConfirmWaitForm,
    "refuse_wait": suspend.RefuseWaitForm,
    "answer_complement": suspend.ReplyForm,
    "resume": suspend.ResumeForm,
    "report_meeting": suspend.MinutesForm,
    "ask_opinion": reassign.AskOpinionForm,
    "give_opinion": reassign.GiveOpinionForm,
    "reassign": reassign.ReassignForm,
    "hand_over": reassign.HandOverForm,
    "propose_transfer": reassign.ProposeForm,
    "keep_service": reassign.KeepServiceForm,
    "merge": ends.MergeForm,
    "transfer": ends.TransferForm,
    "ask_barring": ends.BarForm,
    "confirm_barring": ends.ConfirmBarForm,
    "refuse_barring": ends.KeepForm,
    "withdraw": ends.WithdrawForm,
    "close_dormant": ends.CloseDormantForm,
    "ask_precision": ends.QuestionForm,
    "ask_reasons": ends.ReasonsForm,
    "reopen": ends.ReopenForm,
    "hide_text": ends.HideForm,
    "show_text": ends.ShowForm,
    "extend": extend.ExtendForm,
    "declare_done": commitment.DeclareDoneForm,
    "confirm_done": commitment.ConfirmDoneForm,
    "refuse_done": commitment.RefuseDoneForm,
    "abandon_commitment": commitment.AbandonForm,
    "submit_offer": offers.SubmitForm,
    "approve_offer": offers.ApproveOfferForm,
    "request_offer_changes": offers.OfferChangesForm,
    "return_offer": offers.OfferChangesForm,
    "send_offer": offers.SendForm,
    "add_council": offers.AddCouncilForm,
    "acknowledge_offer": offers.AcknowledgeOfferForm,
    "answer_offer": offers.AnswerOfferForm,
    "decline_offer": offers.DeclineOfferForm,
    "ask_question": offers.AskQuestionForm,
    "answer_question": offers.AnswerQuestionForm,
    "withdraw_council": offers.WithdrawForm,
    "publish_follow_up": offers.FollowUpForm,
    "publish_assessment": offers.AssessmentForm,
    "ask_cancellation": offers.CancelForm,
    "confirm_cancellation": offers.ConfirmCancelForm,
    "refuse_cancellation": offers.KeepForm,
}


def form_for(act: str, *args: Any, entering: bool = False, **kwargs: Any) -> ActForm:
    """The form of an act; `entering` adds « saisie pour »."""
    form = FORMS[act](*args, **kwargs)
    if entering:
        form.enter_for(act)
    return form
