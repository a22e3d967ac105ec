const SAME_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    source: 'local',
    src: 'local',
    from: 'local',
    origin: 'local',
    destination: 'remote',
    dest: 'remote',
    dst: 'remote',
    to: 'remote',
    target: 'remote',
    peer: 'remote',
    zone: 'az',
    identifier: 'id',
    roundtrip: 'round trip',
  })
);

/** Words that do not affect which column a name refers to. */
const FILLERS = new Set(['in', 'of', 'the', 'aws', 'availability', 'path', 'network']);

/**
 * The name of a column as words, so that "local_az_id", "localAZId" and "Source availability zone ID" are
 * equal: in lower case, with synonyms replaced and fillers removed.
 */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9µμ]+/)
    .filter((word) => word !== '' && !FILLERS.has(word))
    .flatMap((word) => (SAME_WORD.get(word) ?? word).split(' '));
}
