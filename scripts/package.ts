import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import manifest from '../plugin.json';
import { version } from '../package.json';
import { bundleImporter } from './import/bundle';
import { releaseFile } from './messages';

const ROOT = path.join(__dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** The earliest time that a zip file can contain, in local time. The real time would make each archive different. */
const NO_TIME = new Date(1980, 0, 1);

/** Writes the files of a release. The same sources result in the same bytes. */
async function main(): Promise<void> {
  const directory = path.join(ROOT, 'artifacts');
  fs.mkdirSync(directory, { recursive: true });
  writeArchive(path.join(directory, `${manifest.id}-${version}.zip`));
  const importer = path.join(directory, `eastwest-import-${version}.cjs`);
  await bundleImporter(importer);
  printChecksum(importer);
}

/** Writes dist/ as the archive that Grafana installs. */
function writeArchive(file: string): void {
  const archive = zipSync(entriesOf(DIST), { mtime: NO_TIME, level: 9 });
  fs.writeFileSync(file, archive);
  printChecksum(file);
}

function printChecksum(file: string): void {
  const content = fs.readFileSync(file);
  const sha256 = createHash('sha256').update(content).digest('hex');
  console.log(releaseFile(path.relative(ROOT, file), content.length, sha256));
}

function entriesOf(directory: string): Zippable {
  const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name))).sort();
  return Object.fromEntries(
    paths.map((file) => [`${manifest.id}/${file}`, new Uint8Array(fs.readFileSync(path.join(directory, file)))])
  );
}

void main();
