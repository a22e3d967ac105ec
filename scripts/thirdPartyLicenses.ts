import fs from 'node:fs';
import path from 'node:path';
import { LICENSES_HEAD, missingLicense } from './messages';

const PACKAGE_DIR = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const LICENSE_FILE = /^(licen[cs]e|copying|notice)\b/i;

/** The directories of the npm packages that contain the files, sorted. Files outside of packages are ignored. */
export function packageDirsOf(files: Iterable<string>): string[] {
  const dirs = [...files].flatMap((file) => PACKAGE_DIR.exec(file)?.[1] ?? []);
  return [...new Set(dirs)].sort();
}

/**
 * The text that must accompany bundled packages: their names, licenses, and notices.
 *
 * @throws when a package has no license file
 */
export function licenseTexts(packageDirs: readonly string[]): string {
  return [`${LICENSES_HEAD}\n`, ...packageDirs.map(licenseText)].join(`\n${'-'.repeat(80)}\n\n`);
}

function licenseText(dir: string): string {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    fs.readFileSync(path.join(dir, 'package.json'), 'utf8')
  );
  const { name, version, license = 'see below' } = manifest;
  const files = fs.readdirSync(dir).filter((file) => LICENSE_FILE.test(file));
  if (files.length === 0) {
    throw new Error(missingLicense(name));
  }
  const texts = files.sort().map((file) => fs.readFileSync(path.join(dir, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}
