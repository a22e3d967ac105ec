import { type FailureText } from '../../../failure';

const HOW_TO_EXPORT =
  'In Grafana, open Inspect > Data of a flow table or flow graph, turn off "Apply panel transformations" and "Formatted data", and download the CSV.';

export const missingColumns = (file: string, columns: readonly string[]): FailureText => ({
  what: `The file ${file} lacks the columns ${columns.map((column) => `"${column}"`).join(', ')}, which policies need.`,
  remedy: HOW_TO_EXPORT,
});

export const formattedValue = (file: string, column: string, value: string): FailureText => ({
  what: `The column "${column}" of the file ${file} has "${value}", which is not a number. The values are formatted.`,
  remedy: HOW_TO_EXPORT,
});

export const notAFlowFile = (file: string): FailureText => ({
  what: `The file ${file} does not contain flows in a form that is known.`,
  remedy:
    'Enter a CSV or JSON file that Grafana downloaded from a flow table or flow graph, or the output of aws networkflowmonitor get-query-results-monitor-top-contributors.',
});

export const notJson = (file: string, cause: string): FailureText => ({
  what: `The file ${file} is not valid JSON: ${cause}`,
  remedy: 'Export it again, and use the whole output.',
});

export const brokenCsv = (file: string, line: number, cause: string): FailureText => ({
  what: `The file ${file} is not valid CSV: ${cause} (row ${line})`,
  remedy: HOW_TO_EXPORT,
});

export const rowsWithoutPods = (file: string): FailureText => ({
  what: `The file ${file} has rows of workload insights, which contain subnets, but no pods, addresses, or ports.`,
  remedy:
    'Query a monitor instead: aws networkflowmonitor start-query-monitor-top-contributors, and then get-query-results-monitor-top-contributors.',
});

export const unusableUnit = (file: string, unit: string): FailureText => ({
  what: `The values of the file ${file} are in ${unit}. Policies need bytes, or retransmissions in Count.`,
  remedy: 'Query the metric DATA_TRANSFERRED.',
});

export const aggregatedEnds = (file: string, kind: string, label: string): FailureText => ({
  what: `The file ${file} has edges of groups: "${label}" is of the kind ${kind}.`,
  remedy: 'Show workloads or pods in the flow graph, grouped by namespace, and export it again.',
});
