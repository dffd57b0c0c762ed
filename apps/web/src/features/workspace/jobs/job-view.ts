import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type CodegenJob,
  type CodegenStep,
  type JobError,
  type JobEvent,
  type JobStatus,
  type Requirement,
  TERMINAL_STATUSES,
} from '@promptly/common';

export interface StepView {
  name: CodegenStep;
  state: 'running' | 'done' | 'failed';
}

export interface FileView {
  path: string;
  state: 'written' | 'deleted';
  size: number;
}

/** `not_run`: the job was over before the check had a result. */
export type CheckView =
  | { name: CheckName; status: 'pending' | 'running' | 'not_run' }
  | (CheckResult & { status: CheckResult['status'] });

/** A job as the conversation shows it: from the API's account of it, brought up to date by its events. */
export interface JobView {
  id: string;
  promptText: string;
  status: JobStatus;
  createdAt: string;
  finishedAt: string | null;
  costCents: number;
  steps: readonly StepView[];
  /** Known from the events only; null until they were read. */
  files: readonly FileView[] | null;
  /** The revision that was built, verified or not. */
  candidateId: string | null;
  /** The head that it was built for. */
  candidateParentId: string | null;
  /** The revision that the project's head moved to. */
  headId: string | null;
  checks: readonly CheckView[];
  requirements: readonly Requirement[];
  error: JobError | null;
  lastSeq: number;
}

export function isOver(job: Pick<JobView, 'status'>): boolean {
  return TERMINAL_STATUSES.has(job.status);
}

/** Whether a check's result is still to come. */
export function isAwaited(check: CheckView): boolean {
  return check.status === 'pending' || check.status === 'running';
}

/** Whether a check has a result. */
export function hasEnded(check: CheckView): boolean {
  return !isAwaited(check) && check.status !== 'not_run';
}

export function jobViewOf(job: CodegenJob): JobView {
  const results = job.result?.verdict?.checks ?? [];
  return {
    id: job.id,
    promptText: job.promptText,
    status: job.status,
    createdAt: job.createdAt,
    finishedAt: job.finishedAt,
    costCents: job.costCents,
    steps: job.steps.map(({ name, finishedAt }) => ({
      name,
      state: finishedAt ? 'done' : isOver(job) ? 'failed' : 'running',
    })),
    files: null,
    candidateId: job.result?.revisionId ?? null,
    candidateParentId: job.result?.parentRevisionId ?? null,
    headId: job.status === 'succeeded' ? (job.result?.revisionId ?? null) : null,
    checks: CHECK_NAMES.map(
      (name) =>
        results.find((result) => result.name === name) ?? {
          name,
          status: isOver(job) ? 'not_run' : 'pending',
        },
    ),
    requirements: job.result?.requirements ?? [],
    error: job.error ?? null,
    lastSeq: 0,
  };
}

/** The view after one more event; events that it has already change nothing. */
export function applyJobEvent(view: JobView, event: JobEvent, now: string): JobView {
  if (event.seq <= view.lastSeq) return view;
  return { ...view, ...changeOf(view, event, now), lastSeq: event.seq };
}

function changeOf(view: JobView, event: JobEvent, now: string): Partial<JobView> {
  switch (event.type) {
    case 'status':
      return isOver(view) ? {} : { status: event.data.status };
    case 'step':
      return { steps: withStep(view.steps, event.data) };
    case 'file': {
      const others = (view.files ?? []).filter((file) => file.path !== event.data.path);
      return { files: [...others, event.data] };
    }
    case 'candidate':
      return {
        candidateId: event.data.revisionId,
        candidateParentId: event.data.parentRevisionId ?? null,
      };
    case 'check_started':
      return { checks: withCheck(view.checks, { name: event.data.name, status: 'running' }) };
    case 'check':
      return { checks: withCheck(view.checks, event.data) };
    case 'requirements':
      return { requirements: event.data.items };
    case 'head':
      return { headId: event.data.revisionId };
    case 'log':
      return {};
    case 'done':
      return {
        status: event.data.status,
        error: event.data.error ?? null,
        finishedAt: view.finishedAt ?? now,
        steps: view.steps.map((step) =>
          step.state === 'running' ? { ...step, state: 'failed' } : step,
        ),
        // What was cut short has no result, as what was never begun.
        checks: view.checks.map((check) =>
          isAwaited(check) ? { name: check.name, status: 'not_run' } : check,
        ),
      };
  }
}

function withStep(
  steps: readonly StepView[],
  { name, state }: { name: CodegenStep; state: 'started' | 'finished' | 'failed' },
): StepView[] {
  const step: StepView = { name, state: STEP_STATES[state] };
  // A step that a new worker repeats keeps its place.
  return steps.some((known) => known.name === name)
    ? steps.map((known) => (known.name === name ? step : known))
    : [...steps, step];
}

const STEP_STATES = { started: 'running', finished: 'done', failed: 'failed' } as const;

function withCheck(checks: readonly CheckView[], check: CheckView): CheckView[] {
  return checks.map((known) => (known.name === check.name ? check : known));
}
