export {
  ALLOWLIST_TABLE,
  type AllowlistPosture,
  ASKS,
  type Ask,
  FALLBACK_TABLE,
  maxAsk,
  minSecurity,
  SECURITIES,
  type Security,
} from './allowlist-posture.ts';
export { applicableGrants, applicableRefusals, isExpired } from './applicable.ts';
export {
  AUDIT_START,
  AUDIT_STATE,
  type AuditEntry,
  type AuditNote,
  type AuditState,
  type AuditVerdict,
  auditLine,
  readAuditLine,
  verifyLine,
  verifyLines,
} from './audit.ts';
export { disguisedIn, tooBroad } from './breadth.ts';
export { type Canceller, createCanceller } from './cancel.ts';
export {
  type Authorization,
  type Coordinator,
  type CoordinatorOptions,
  createCoordinator,
} from './coordinator.ts';
export { type Reservation, refund, reserve, taken } from './counters.ts';
export { escapeHidden } from './display/escape.ts';
export { lookAlikes } from './display/look-alike.ts';
export { redact, type TextKind } from './display/redact.ts';
export { preview, type Shown, type ShowOptions, show } from './display.ts';
export {
  type ApprovalRecord,
  type Counter,
  checkDocument,
  EMPTY_DOCUMENT,
  type Grant,
  type Origin,
  printDocument,
  type ReadDocument,
  type Refusal,
  readDocument,
  type Scope,
  type StoreDocument,
  type Usage,
} from './document.ts';
export type { ActVerdict, Cause, Decision, Policy, PolicySource } from './engine.ts';
export {
  type Added,
  addGrant,
  addRefusal,
  type CompilePattern,
  draftOf,
  type GrantDraft,
  type GrantOptions,
} from './grants.ts';
export { newId } from './ids.ts';
export { createMemory, createMemoryStore, type Memory } from './memory-store.ts';
export { type LooseGrant, type NormalizeReport, normalizeGrants } from './normalize.ts';
export { type Offer, type Offers, offersFor } from './offers.ts';
export type { Outcome, Reason } from './outcome.ts';
export type { OfferPattern } from './pattern-text.ts';
export type { Places } from './places.ts';
export { policySource } from './policy-source.ts';
export { fallbackOf, mayRemember, moveOf, type Posture } from './postures.ts';
export { escalates, runsOthers } from './programs.ts';
export type { Prompt, PromptAnswer } from './prompt.ts';
export { createPromptDesk, type PendingPrompt, type PromptDesk } from './prompt-desk.ts';
export type { Remaining } from './remaining.ts';
export type { Remembered } from './remember.ts';
export { type Removal, removeAnswers, removeWhere } from './remove.ts';
export { requestText } from './request-text.ts';
export { type Answered, type ApprovalAnswer, answerApproval, expireStale } from './requests/answer.ts';
export {
  APPROVAL_STEPS,
  type ApprovalEntry,
  type ApprovalRequest,
  type ApprovalStatus,
  type ApprovalStep,
  type Consumption,
  type Demand,
  type ShownRequest,
} from './requests/approval.ts';
export {
  type ApprovalDesk,
  type ApprovalDeskOptions,
  createApprovalDesk,
  type DeskSettled,
} from './requests/desk.ts';
export type {
  DeskEnding,
  DeskOutcome,
  Refusal as DeskRefusal,
  RefusalReason,
  Run,
  RunTicket,
} from './requests/desk-outcome.ts';
export { type ApprovalEvent, createEventReader, type EventReader, eventLine } from './requests/events.ts';
export { type ApprovalView, approvalsIn, viewOfApproval } from './requests/list.ts';
export {
  createWebhookNotifier,
  type Post,
  type WebhookNotifier,
  type WebhookOptions,
} from './requests/notifier.ts';
export { APPROVAL_REQUIRED, type ApprovalRequiredData, approvalRequired } from './requests/refusal.ts';
export { type CallName, rollBackCall, type Settled } from './requests/settle.ts';
export type { RequestLimits } from './requests/take.ts';
export { type RequestTime, statusAt } from './requests/time.ts';
export {
  createReplayMemory,
  type IncomingWebhook,
  type ReplayMemory,
  signWebhook,
  verifyWebhook,
  WEBHOOK_HEADERS,
  type WebhookVerdict,
} from './requests/webhook.ts';
export { MISSING_REVISION, revisionOf } from './revision.ts';
export { type Asker, scopeHolds } from './scope.ts';
export type { Loaded, Store, StoreCapabilities, Swapped, UsageJournal } from './store.ts';
export { loadedFrom, textToStore } from './stored-text.ts';
export type { CancelSignal, Surroundings } from './surroundings.ts';
export { type Change, documentOf, type Updated, updateStore } from './update-store.ts';
export { createUsageRecorder, foldUsage, readUsage, type UsageRecorder, usageOf } from './usage.ts';
export type { UsageStamp } from './usage-stamp.ts';
export type { AskSource, Move, Verdict } from './verdict.ts';
export type { Question } from './view.ts';
export { normalizeWorkspace } from './workspace.ts';
