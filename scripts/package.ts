import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import manifest from '../plugin.json';
import { version } from '../package.json';
import { archiveOf } from './archive';
import { entryOf, readChangelog } from './changelog';
import { bundleImporter } from './import/bundle';
import { bundlePolicies } from './policies/bundle';
import { releaseFile } from './messages';
import { withAddresses } from './repository';

const ROOT = path.join(__dirname, '..');
const ARTIFACTS = path.join(ROOT, 'artifacts');

/** Writes the files of a release from dist/ and the sources. The same sources result in the same bytes. */
async function main(): Promise<void> {
  fs.mkdirSync(ARTIFACTS, { recursive: true });
  const archive = path.join(ARTIFACTS, `${manifest.id}-${version}.zip`);
  fs.writeFileSync(archive, archiveOf(path.join(ROOT, 'dist')));
  const importer = path.join(ARTIFACTS, `eastwest-import-${version}.cjs`);
  await bundleImporter(importer);
  const policies = path.join(ARTIFACTS, `eastwest-policies-${version}.mjs`);
  await bundlePolicies(policies);
  const notes = path.join(ARTIFACTS, `release-notes-${version}.md`);
  fs.writeFileSync(notes, `${withAddresses(entryOf(version, readChangelog()).text, '')}\n`);
  [archive, importer, policies, notes].forEach(printChecksum);
}

function printChecksum(file: string): void {
  const content = fs.readFileSync(file);
  const sha256 = createHash('sha256').update(content).digest('hex');
  console.log(releaseFile(path.relative(ROOT, file), content.length, sha256));
}

void main();
