import { type Outcome } from './applyPlan';
import { ImportFailure } from './importFailure';
import { type Plan } from './makePlan';
import * as messages from './messages';
import { isHeldBack, isWritten, type Step } from './plan/step';

interface Choices {
  url: string;
  isApplied: boolean;
  mayOverwrite: boolean;
}

/** The plan as text. */
export function report(plan: Plan, { url, mayOverwrite }: Choices): string {
  const dataSources = [...plan.dataSources].map(([kind, dataSource]) => messages.chosenDataSource(kind, dataSource));
  const address = messages.grafanaAtUrl(plan.grafanaVersion, url);
  const head = [address, ...folderLines(plan), ...dataSources, ...recordLines(plan)];
  const { rules, groups, orphaned, skipped, failures } = plan.alerts;
  const dashboards = plan.dashboards.map(({ wanted, step }) => entry(wanted.title, step, mayOverwrite));
  const alerts = [
    ...rules.map(({ wanted, step }) => entry(wanted.title, step, mayOverwrite)),
    ...groups
      .filter(({ step }) => step.kind !== 'unchanged')
      .map(({ place, step }) => entry(messages.group(place.name), step, mayOverwrite)),
    ...failures.map(({ title, failure }) => failed(title, failure)),
    ...skipped.map(({ title }) => [messages.isSkipped(title)]),
    ...orphaned.map(({ title }) => [messages.isOrphaned(title)]),
  ];
  return [head, section(messages.DASHBOARDS, dashboards), section(messages.ALERT_RULES, alerts)]
    .flatMap((lines) => (lines.length > 0 ? [lines.join('\n')] : []))
    .join('\n\n');
}

/** The failures of writes as text, each failure once with the titles of all its objects; "" if there are none. */
export function failureReport({ failures, end }: Outcome): string {
  const groups = new Map<string, string[]>();
  for (const { title, failure } of failures) {
    const text = textOf(failure).join('\n    ');
    groups.set(text, [...(groups.get(text) ?? []), title]);
  }
  const lines = [...groups].map(([text, titles]) => `  ${messages.failedTitles(titles)}\n    ${text}`);
  const ended = end ? [`  ${messages.ENDED_EARLY}\n    ${textOf(end).join('\n    ')}`] : [];
  const all = [...lines, ...ended];
  return all.length === 0 ? '' : [messages.FAILED, ...all].join('\n');
}

/** The last line: what was written, or what is pending. */
export function summary(plan: Plan, { isApplied, mayOverwrite }: Choices, outcome?: Outcome): string {
  const steps = stepsOf(plan);
  const count = (isCounted: (step: Step) => boolean) => steps.filter(isCounted).length;
  const toWrite = count((step) => isWritten(step, mayOverwrite));
  const held = count((step) => isHeldBack(step, mayOverwrite));
  const deleted = count(({ kind }) => kind === 'deleted' && !mayOverwrite);
  const unknown = failuresOf(plan).length;
  const isEditHeld = steps.some((step) => step.kind === 'edited' && isHeldBack(step, mayOverwrite));
  return [
    doneText(toWrite, isApplied, outcome),
    ...(held > 0 ? [messages.heldBack(held, isEditHeld)] : []),
    ...(deleted > 0 ? [messages.deletedInGrafana(deleted)] : []),
    ...(unknown > 0 ? [messages.notChecked(unknown)] : []),
  ].join(' ');
}

/** Whether something could not be imported or checked, so that the command fails. */
export function isIncomplete(plan: Plan, { mayOverwrite }: Choices, outcome?: Outcome): boolean {
  const hasFailed = outcome !== undefined && (outcome.failures.length > 0 || outcome.end !== undefined);
  return hasFailed || failuresOf(plan).length > 0 || stepsOf(plan).some((step) => isHeldBack(step, mayOverwrite));
}

function doneText(toWrite: number, isApplied: boolean, outcome: Outcome | undefined): string {
  if (!isApplied || !outcome) {
    return toWrite === 0 ? messages.NOTHING_TO_DO : messages.pending(toWrite);
  }
  const { written, failures } = outcome;
  if (toWrite === 0 && failures.length === 0) {
    return messages.NOTHING_TO_DO;
  }
  return messages.written(written, toWrite - written);
}

/** The failures of reads, whose objects have an unknown state. */
function failuresOf({ dashboards, alerts, folder }: Plan): ImportFailure[] {
  const steps = [...dashboards, ...alerts.rules, ...alerts.groups];
  const isFolderNeeded = steps.some(({ step }) => step.kind === 'new');
  return [
    ...steps.flatMap(({ step }) => (step.kind === 'failed' ? [step.failure] : [])),
    ...alerts.failures.map(({ failure }) => failure),
    ...(folder instanceof ImportFailure && isFolderNeeded ? [folder] : []),
  ];
}

function stepsOf({ dashboards, alerts: { rules, groups } }: Plan): Step[] {
  return [...dashboards, ...rules, ...groups].map(({ step }) => step);
}

function folderLines({ folder }: Plan): string[] {
  if (folder instanceof ImportFailure) {
    return [messages.targetFolder(folder.message), ...folder.remedy.split('\n')];
  }
  return [messages.targetFolder(folder.uid === undefined ? messages.newFolder(folder.title) : folder.title)];
}

function recordLines({ imported }: Plan): string[] {
  return imported instanceof ImportFailure ? [messages.deletionsUnknown(imported.message)] : [];
}

function section(title: string, entries: string[][]): string[] {
  return entries.length === 0 ? [] : [title, ...entries.flat().map((line) => `  ${line}`)];
}

function entry(title: string, step: Step, mayOverwrite: boolean): string[] {
  switch (step.kind) {
    case 'new':
      return [messages.isNew(title)];
    case 'unchanged':
      return [messages.isUnchanged(title)];
    case 'locked':
      return [messages.isHeld(title, step.why)];
    case 'failed':
      return failed(title, step.failure);
    case 'deleted':
      return [mayOverwrite ? messages.isRestored(title) : messages.isDeleted(title)];
    case 'changed':
      return [messages.isChanged(title), ...indented(step.changes)];
    case 'edited':
      return [messages.isHeld(title, step.why), ...editedLines(step, mayOverwrite)];
  }
}

function editedLines({ theirs, changes, hasNews }: Extract<Step, { kind: 'edited' }>, mayOverwrite: boolean): string[] {
  const kept = hasNews ? messages.KEPT_DESPITE_UPDATE : messages.KEPT;
  return [...indented(theirs), `  ${mayOverwrite ? messages.OVERWRITTEN : kept}`, ...indented(changes)];
}

function failed(title: string, failure: ImportFailure): string[] {
  return [messages.isHeld(title, failure.message), ...indented(failure.remedy.split('\n'))];
}

function textOf({ message, remedy }: ImportFailure): string[] {
  return [message, ...remedy.split('\n')];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
