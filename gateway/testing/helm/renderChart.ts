import { parse, parseAllDocuments } from 'yaml';
import { type Manifest } from '../../kubernetes/manifests';
import { parseTemplate, type Node } from './parseTemplate';
import { type Context, isTrue, valueOf } from './pipeline';

/** Values of a chart. */
export type Values = Record<string, unknown>;

/**
 * The objects that a chart renders to. Only what the gateway's chart uses is implemented; everything else throws. With Helm
 * 3.18.6, the objects of that chart were the same for all values in `helmChart.test.ts`.
 *
 * @param files the files of the chart, by their paths in it
 * @param values what differs from the default values
 */
export function renderChart(files: Record<string, string>, values: Values = {}, namespace = 'eastwest'): Manifest[] {
  const context = { Values: merged(parse(files['values.yaml'] ?? ''), values), Release: { Namespace: namespace } };
  const templates = Object.keys(files).filter((name) => name.startsWith('templates/'));
  const nodes = templates.map((name) => parseTemplate(files[name] ?? ''));
  const definitions = new Map(
    nodes.flat().flatMap((node) => (node.kind === 'define' ? [[node.name, node.content]] : []))
  );
  const text = nodes.map((content) => rendered(content, context, definitions)).join('---\n');
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}

/** Helm merges objects, and removes what is null. */
function merged(defaults: Values, values: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => {
    const before = defaults[name];
    return [name, isValues(before) && isValues(value) ? merged(before, value) : value];
  });
  return Object.fromEntries(
    Object.entries({ ...defaults, ...Object.fromEntries(entries) }).filter(([, value]) => value !== null)
  );
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rendered(nodes: readonly Node[], context: Context, definitions: ReadonlyMap<string, Node[]>): string {
  const include = (name: string): string => {
    const content = definitions.get(name);
    if (content === undefined) {
      throw new Error(`The template "${name}" does not exist.`);
    }
    return rendered(content, context, definitions);
  };
  return nodes
    .map((node) => {
      if (node.kind === 'text') {
        return node.text;
      }
      if (node.kind === 'output') {
        return String(valueOf(node.pipeline, context, include));
      }
      const chosen =
        node.kind === 'if'
          ? node.branches.find(
              ({ condition }) => condition === undefined || isTrue(valueOf(condition, context, include))
            )
          : undefined;
      return rendered(chosen?.content ?? [], context, definitions);
    })
    .join('');
}
