import { isObject } from '../plan/canonical';
import { type Grafana } from './client';

/**
 * What imports brought into a Grafana, by "dashboard <uid>" and "rule <uid>". Grafana keeps it as annotations of the
 * organization. By it, what somebody deleted is told from what is new.
 */
export type Imported = ReadonlySet<string>;

const TAG = 'eastwest-import';
const MAX_ANNOTATIONS = 1_000;

export async function importedSoFar(grafana: Grafana): Promise<Imported> {
  const path = `/api/annotations?type=annotation&tags=${TAG}&limit=${MAX_ANNOTATIONS}`;
  const { body } = await grafana({ path });
  const texts = Array.isArray(body) ? body.map((one) => (isObject(one) ? String(one.text) : '')) : [];
  return new Set(texts.flatMap((text) => text.match(/(dashboard|rule) [\w-]+/g) ?? []));
}

export async function noteImported(grafana: Grafana, names: readonly string[]): Promise<void> {
  const body = { tags: [TAG], text: `Imported by Eastwest: ${names.join(', ')}` };
  await grafana({ method: 'POST', path: '/api/annotations', body });
}
