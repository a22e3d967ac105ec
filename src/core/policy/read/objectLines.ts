import { isMap, isSeq, LineCounter, parseAllDocuments, type YAMLMap } from 'yaml';
import { objectName } from '../policies';

/** An object of Kubernetes in a text, by its kind and name: "NetworkPolicy shop/web". */
export interface ObjectLine {
  object: string;
  /** The line on which the object begins, from 1. */
  line: number;
}

/** The lines of the objects in YAML, also of those in lists. None in JSON, which kubectl writes and people do not edit. */
export function objectLines(text: string): ObjectLine[] {
  if (text.trimStart().startsWith('{')) {
    return [];
  }
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter });
  return documents
    .flatMap(({ contents }) => (isMap(contents) ? objectsIn(contents) : []))
    .flatMap((map) => {
      const object = nameOf(map);
      return object === undefined ? [] : [{ object, line: lineCounter.linePos(map.range?.[0] ?? 0).line }];
    });
}

function objectsIn(map: YAMLMap): YAMLMap[] {
  const items = map.get('items');
  return isSeq(items) ? items.items.filter(isMap) : [map];
}

function nameOf(map: YAMLMap): string | undefined {
  const [kind, name] = [map.get('kind'), map.getIn(['metadata', 'name'])];
  const namespace = map.getIn(['metadata', 'namespace']);
  return typeof kind === 'string' && typeof name === 'string'
    ? objectName(kind, typeof namespace === 'string' ? namespace : 'default', name)
    : undefined;
}
