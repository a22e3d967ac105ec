/** The Prometheus text format, version 0.0.4, as rust-prometheus' TextEncoder and client_golang write it. */

/** The labels of a series. Immutable, because their text is cached by object. */
export type Labels = Readonly<Record<string, string>>;

/** The value of one series at the time of the scrape. */
export interface Sample {
  labels: Labels;
  value: number;
}

/** A metric with its help text, its type and its samples. */
export interface MetricFamily {
  name: string;
  help: string;
  type: 'gauge' | 'counter' | 'untyped';
  samples: Sample[];
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

const knownTexts = new WeakMap<Labels, string>();

/** The labels in text format, such as `{a="x",b="y"}`, ordered by name; empty if there are none. */
export function labelText(labels: Labels): string {
  const known = knownTexts.get(labels);
  if (known !== undefined) {
    return known;
  }
  const text = writeLabels(labels);
  knownTexts.set(labels, text);
  return text;
}

function writeLabels(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((name) => `${name}="${escapeValue(labels[name] ?? '')}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

/** Caches a result per item, so that labels are created once and their text is cached too. */
export function memoize<Item extends object, Result>(make: (item: Item) => Result): (item: Item) => Result {
  const known = new WeakMap<Item, Result>();
  return (item) => {
    const result = known.get(item) ?? make(item);
    known.set(item, result);
    return result;
  };
}

/** The text format with families ordered by name and series by labels; families without series are omitted. */
export function expositionText(families: MetricFamily[]): string {
  const present = families.filter((family) => family.samples.length > 0);
  return present
    .sort((first, second) => (first.name < second.name ? -1 : 1))
    .map(familyText)
    .join('');
}

function familyText({ name, help, type, samples }: MetricFamily): string {
  const series = samples.map(({ labels, value }) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${series.sort().join('')}`;
}
