/** With four bytes per character and the time, file names stay below the limit of 255 bytes. */
const MAX_TITLE_CHARACTERS = 50;

/** A file name that every operating system accepts: "retail-store-traffic 2026-11-20T14-02-00Z.png". */
export function fileNameOf(title: string, timeMs: number, extension: 'svg' | 'png' | 'csv'): string {
  const words = title.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const name = [...words.join('-')].slice(0, MAX_TITLE_CHARACTERS).join('') || 'flow-graph';
  const time = new Date(timeMs).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
  return `${name} ${time}.${extension}`;
}
