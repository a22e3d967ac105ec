import { type Plan } from './makePlan';
import { isHeldBack, isWritten, type Step } from './plan/step';

/** What a plan would do, for people to read. */
export function report(plan: Plan, url: string): string {
  const version = plan.grafanaVersion ? `Grafana ${plan.grafanaVersion}` : 'Grafana';
  const dataSources = [...plan.dataSources].map(([kind, { name, uid }]) => `${kind}: ${name} (${uid})`);
  const head = [
    `${version} at ${url}`,
    `Folder for what is new: ${plan.folder.title}${plan.folder.uid === undefined ? ' (to be created)' : ''}`,
    ...dataSources,
  ];
  const dashboards = plan.dashboards.map(({ wanted, step }) => entry(wanted.title, step));
  const rules = plan.alerts.rules.map(({ wanted, step }) => entry(wanted.title, step));
  const leftOver = plan.alerts.leftOver.map(({ title }) => [
    `? ${title}: not among Eastwest's rules any more; delete it if nobody needs it`,
  ]);
  const leftOut = plan.alerts.leftOut.map(({ title }) => [`- ${title}: left out, there is no data source to ask`]);
  return [head, section('Dashboards', dashboards), section('Alert rules', [...rules, ...leftOut, ...leftOver])]
    .flatMap((lines) => (lines.length > 0 ? [lines.join('\n')] : []))
    .join('\n\n');
}

/** What became of it, or would: the last line. */
export function summary(
  plan: Plan,
  { isApplied, mayOverwrite }: { isApplied: boolean; mayOverwrite: boolean }
): string {
  const steps = stepsOf(plan);
  const count = steps.filter((step) => isWritten(step, mayOverwrite)).length;
  const held = steps.filter((step) => isHeldBack(step, mayOverwrite)).length;
  const written = isApplied
    ? `${count} written.`
    : `${count} to write. Nothing was changed: run it again with --apply.`;
  const hint = steps.some((step) => step.kind === 'edited' && isHeldBack(step, mayOverwrite))
    ? ' --overwrite replaces what people changed.'
    : '';
  return `${count === 0 ? 'Nothing to do.' : written}${held > 0 ? ` ${held} held back.${hint}` : ''}`;
}

/** Something new of ours does not get in: the command fails by it. */
export function isIncomplete(plan: Plan, mayOverwrite: boolean): boolean {
  return stepsOf(plan).some((step) => isHeldBack(step, mayOverwrite));
}

function stepsOf({ dashboards, alerts: { rules } }: Plan): Step[] {
  return [...dashboards, ...rules].map(({ step }) => step);
}

function section(title: string, entries: string[][]): string[] {
  return entries.length === 0 ? [] : [title, ...entries.flat().map((line) => `  ${line}`)];
}

function entry(title: string, step: Step): string[] {
  switch (step.kind) {
    case 'new':
      return [`+ ${title}: new`];
    case 'unchanged':
      return [`= ${title}: unchanged`];
    case 'locked':
      return [`! ${title}: ${step.why}`];
    case 'changed':
      return [`~ ${title}: changed`, ...indented(step.changes)];
    case 'edited':
      return [`! ${title}: ${step.why}`, ...editedLines(step)];
  }
}

function editedLines({ theirs, changes, hasNews }: Extract<Step, { kind: 'edited' }>): string[] {
  const news = hasNews ? 'Eastwest has something new for it. With --overwrite:' : 'It stays so. With --overwrite:';
  return [...indented(theirs), `  ${news}`, ...indented(changes)];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
