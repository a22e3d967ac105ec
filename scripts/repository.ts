import path from 'node:path';
import { repository, version } from '../package.json';

/** The address of a file in the repository, as it is in this version. The file is relative to the root. */
export function addressOf(file: string): string {
  const view = /\.(png|svg)$/.test(file) ? 'raw' : 'blob';
  return `${repository}/${view}/v${version}/${file}`;
}

/** Markdown with addresses instead of relative links, for readers outside the repository. */
export function withAddresses(markdown: string, directory: string): string {
  return markdown.replace(/(?<=\]\()(?!\w+:|#)[^)\s]+/g, (link) => addressOf(path.posix.join(directory, link)));
}
