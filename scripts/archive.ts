import fs from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import manifest from '../plugin.json';

/** The earliest time that a zip file can contain, in local time. The real time would make each archive different. */
const NO_TIME = new Date(1980, 0, 1);

/** The files of a built plugin as the archive that Grafana installs. The same files result in the same bytes. */
export function archiveOf(directory: string): Uint8Array {
  return zipSync(entriesOf(directory), { mtime: NO_TIME, level: 9 });
}

function entriesOf(directory: string): Zippable {
  const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name))).sort();
  return Object.fromEntries(
    paths.map((file) => [`${manifest.id}/${file}`, new Uint8Array(fs.readFileSync(path.join(directory, file)))])
  );
}
