import { type Grafana } from './client';
import { decoded, noteList } from './responses';

/**
 * What earlier imports wrote to this Grafana, as "dashboard <uid>" and "rule <uid>". It is stored in annotations of the
 * organization, each of which adds entries or removes some. It distinguishes deleted objects from new ones.
 */
export type Imported = ReadonlySet<string>;

const TAG = 'eastwest-import';
const MAX_ANNOTATIONS = 1_000;

const IMPORTED = 'Imported by Eastwest';
const FORGOTTEN = 'Eastwest import starts over, nothing was left of';
/** Also matches the text of earlier versions. */
const IS_FORGOTTEN = /^Eastwest (import starts over|begins again)/;

export async function importedSoFar(grafana: Grafana): Promise<Imported> {
  const path = `/api/annotations?type=annotation&tags=${TAG}&limit=${MAX_ANNOTATIONS}`;
  const { body } = await grafana({ path });
  const notes = decoded('the annotations of earlier imports', body, noteList);
  const imported = new Set<string>();
  for (const { text } of notes.sort((a, b) => a.id - b.id)) {
    const isForgotten = IS_FORGOTTEN.test(text);
    for (const name of text.match(/(dashboard|rule) [\w-]+/g) ?? []) {
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
  return addNote(grafana, `${IMPORTED}: ${names.join(', ')}`);
}

/** Records that the import starts over, as if nothing had been imported. */
export function noteForgotten(grafana: Grafana, names: readonly string[]): Promise<void> {
  return addNote(grafana, `${FORGOTTEN}: ${names.join(', ')}`);
}

async function addNote(grafana: Grafana, text: string): Promise<void> {
  await grafana({ method: 'POST', path: '/api/annotations', body: { tags: [TAG], text } });
}
