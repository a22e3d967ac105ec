import { type Outcome } from './applyPlan';
import { ImportFailure } from './importFailure';
import { type Plan } from './makePlan';
import { isHeldBack, isWritten, type Step } from './plan/step';

interface Choices {
  url: string;
  isApplied: boolean;
  mayOverwrite: boolean;
}

/** What a plan would do, for people to read. */
export function report(plan: Plan, { url, mayOverwrite }: Choices): string {
  const version = plan.grafanaVersion ? `Grafana ${plan.grafanaVersion}` : 'Grafana';
  const dataSources = [...plan.dataSources].map(([kind, { name, uid }]) => `${kind}: ${name} (${uid})`);
  const head = [`${version} at ${url}`, ...folderLines(plan), ...dataSources, ...memoryLines(plan)];
  const { rules, groups, leftOver, leftOut, failures } = plan.alerts;
  const dashboards = plan.dashboards.map(({ wanted, step }) => entry(wanted.title, step, mayOverwrite));
  const alerts = [
    ...rules.map(({ wanted, step }) => entry(wanted.title, step, mayOverwrite)),
    ...groups
      .filter(({ step }) => step.kind !== 'unchanged')
      .map(({ place, step }) => entry(`Group ${place.name}`, step, mayOverwrite)),
    ...failures.map(({ title, failure }) => failed(title, failure)),
    ...leftOut.map(({ title }) => [`- ${title}: left out, there is no data source to ask`]),
    ...leftOver.map(({ title }) => [`? ${title}: not among Eastwest's rules any more; delete it if nobody needs it`]),
  ];
  return [head, section('Dashboards', dashboards), section('Alert rules', alerts)]
    .flatMap((lines) => (lines.length > 0 ? [lines.join('\n')] : []))
    .join('\n\n');
}

/** What failed while it was written, each failure once with all that it kept out; "" if nothing did. */
export function failureReport({ failures, end }: Outcome): string {
  const groups = new Map<string, string[]>();
  for (const { title, failure } of failures) {
    const text = textOf(failure).join('\n    ');
    groups.set(text, [...(groups.get(text) ?? []), title]);
  }
  const lines = [...groups].map(([text, titles]) => `  ! ${titles.join(', ')}\n    ${text}`);
  const ended = end ? [`  ! Ended before everything was tried\n    ${textOf(end).join('\n    ')}`] : [];
  const all = [...lines, ...ended];
  return all.length === 0 ? '' : ['Failed', ...all].join('\n');
}

/** What became of it, or would: the last line. */
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
    ...(held > 0 ? [`${held} held back.${isEditHeld ? ' --overwrite replaces what people changed.' : ''}`] : []),
    ...(deleted > 0 ? [`${deleted} deleted by people: --overwrite restores what they deleted.`] : []),
    ...(unknown > 0 ? [`${unknown} could not be looked at.`] : []),
  ].join(' ');
}

/** Something of ours does not get in, or is not known to be in: the command fails by it. */
export function isIncomplete(plan: Plan, { mayOverwrite }: Choices, outcome?: Outcome): boolean {
  const hasFailed = outcome !== undefined && (outcome.failures.length > 0 || outcome.end !== undefined);
  return hasFailed || failuresOf(plan).length > 0 || stepsOf(plan).some((step) => isHeldBack(step, mayOverwrite));
}

function doneText(toWrite: number, isApplied: boolean, outcome: Outcome | undefined): string {
  if (!isApplied || !outcome) {
    return toWrite === 0 ? 'Nothing to do.' : `${toWrite} to write. Nothing was changed: run it again with --apply.`;
  }
  const { written, failures } = outcome;
  if (toWrite === 0 && failures.length === 0) {
    return 'Nothing to do.';
  }
  const notWritten = toWrite - written;
  const rest = notWritten > 0 ? ` ${notWritten} not written: fix what failed and run the import again.` : '';
  return `${written} written.${rest}`;
}

/** What could not be looked at, and so is not known. */
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
    return [`Folder for what is new: ${folder.message}`, ...folder.remedy.split('\n')];
  }
  return [`Folder for what is new: ${folder.title}${folder.uid === undefined ? ' (to be created)' : ''}`];
}

function memoryLines({ imported }: Plan): string[] {
  return imported instanceof ImportFailure ? [`What people deleted counts as new: ${imported.message}`] : [];
}

function section(title: string, entries: string[][]): string[] {
  return entries.length === 0 ? [] : [title, ...entries.flat().map((line) => `  ${line}`)];
}

function entry(title: string, step: Step, mayOverwrite: boolean): string[] {
  switch (step.kind) {
    case 'new':
      return [`+ ${title}: new`];
    case 'unchanged':
      return [`= ${title}: unchanged`];
    case 'locked':
      return [`! ${title}: ${step.why}`];
    case 'failed':
      return failed(title, step.failure);
    case 'deleted':
      return mayOverwrite
        ? [`+ ${title}: deleted in Grafana since an import brought it. --overwrite brings it back`]
        : [`- ${title}: deleted in Grafana since an import brought it. It stays so`];
    case 'changed':
      return [`~ ${title}: changed`, ...indented(step.changes)];
    case 'edited':
      return [`! ${title}: ${step.why}`, ...editedLines(step, mayOverwrite)];
  }
}

function editedLines({ theirs, changes, hasNews }: Extract<Step, { kind: 'edited' }>, mayOverwrite: boolean): string[] {
  const news = hasNews ? 'Eastwest has something new for it. With --overwrite:' : 'It stays so. With --overwrite:';
  return [...indented(theirs), `  ${mayOverwrite ? '--overwrite replaces it:' : news}`, ...indented(changes)];
}

function failed(title: string, failure: ImportFailure): string[] {
  return [`! ${title}: ${failure.message}`, ...indented(failure.remedy.split('\n'))];
}

function textOf({ message, remedy }: ImportFailure): string[] {
  return [message, ...remedy.split('\n')];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
