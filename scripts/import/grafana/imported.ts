import { isObject } from '../plan/canonical';
import { type Grafana } from './client';

/**
 * What imports brought into a Grafana, by "dashboard <uid>" and "rule <uid>". Grafana keeps it as annotations of the
 * organization, each of which adds to those before or takes away. It separates what people deleted from what is new.
 */
export type Imported = ReadonlySet<string>;

const TAG = 'eastwest-import';
const MAX_ANNOTATIONS = 1_000;

const BROUGHT = 'Imported by Eastwest';
const FORGOTTEN = 'Eastwest begins again, nothing was left of';

export async function importedSoFar(grafana: Grafana): Promise<Imported> {
  const path = `/api/annotations?type=annotation&tags=${TAG}&limit=${MAX_ANNOTATIONS}`;
  const { body } = await grafana({ path });
  const notes = Array.isArray(body) ? body.filter(isObject) : [];
  const imported = new Set<string>();
  for (const { text } of notes.sort((a, b) => Number(a.id) - Number(b.id))) {
    const isForgotten = String(text).startsWith(FORGOTTEN);
    for (const name of String(text).match(/(dashboard|rule) [\w-]+/g) ?? []) {
      if (isForgotten) {
        imported.delete(name);
      } else {
        imported.add(name);
      }
    }
  }
  return imported;
}

export function noteImported(grafana: Grafana, names: readonly string[]): Promise<void> {
  return addNote(grafana, `${BROUGHT}: ${names.join(', ')}`);
}

/** As if they had never been imported. */
export function noteForgotten(grafana: Grafana, names: readonly string[]): Promise<void> {
  return addNote(grafana, `${FORGOTTEN}: ${names.join(', ')}`);
}

async function addNote(grafana: Grafana, text: string): Promise<void> {
  await grafana({ method: 'POST', path: '/api/annotations', body: { tags: [TAG], text } });
}
