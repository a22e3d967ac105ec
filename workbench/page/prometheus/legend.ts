import { type PromLabels, type PromQuery } from './types';

/**
 * The name of a series from its query; undefined lets Grafana derive one from the labels that differ. Without a
 * template, it is the metric's name with labels; for `__auto`, it is undefined unless there are no labels.
 */
export function legendOf(query: PromQuery, labels: PromLabels, expr: string): string | undefined {
  const { legendFormat = '' } = query;
  if (legendFormat === '__auto') {
    return Object.keys(labels).length === 0 ? expr : undefined;
  }
  const legend = legendFormat === '' ? seriesName(labels) : fillTemplate(legendFormat, labels);
  return legend === '{}' || legend === '' ? expr : legend;
}

/** A label that the series does not have is omitted. */
function fillTemplate(template: string, labels: PromLabels): string {
  return template.replace(/\{\{\s*(.+?)\s*\}\}/g, (_all, label) => labels[label] ?? '');
}

/** A series as Prometheus writes it: `up{job="agent"}`. */
function seriesName({ __name__: metric = '', ...labels }: PromLabels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = pairs.map(([name, value]) => `${name}="${value}"`).join(', ');
  return text === '' && metric !== '' ? metric : `${metric}{${text}}`;
}
