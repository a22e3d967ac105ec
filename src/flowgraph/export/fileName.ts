/** With four bytes a character and the time behind it this stays below the 255 bytes that file systems allow. */
const MAX_TITLE_CHARACTERS = 50;

/** A file's name that every system takes: "retail-store-traffic 2026-11-20T14-02-00Z.png". */
export function fileNameOf(title: string, timeMs: number, extension: 'svg' | 'png' | 'csv'): string {
  const words = title.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const name = [...words.join('-')].slice(0, MAX_TITLE_CHARACTERS).join('') || 'flow-graph';
  const time = new Date(timeMs).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
  return `${name} ${time}.${extension}`;
}
