/** The Prometheus text format, version 0.0.4, as rust-prometheus' TextEncoder and client_golang write it. */

/** Never changed once made: texts are remembered by object. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  labels: Labels;
  value: number;
}

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

/** `{a="x",b="y"}`, by label name; nothing for no labels. */
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

/** Labels made once per item, so that their text is too. */
export function remembered<Item extends object, Result>(make: (item: Item) => Result): (item: Item) => Result {
  const known = new WeakMap<Item, Result>();
  return (item) => {
    const result = known.get(item) ?? make(item);
    known.set(item, result);
    return result;
  };
}

/** Families by name, series by labels; a family without a series is not mentioned. */
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
