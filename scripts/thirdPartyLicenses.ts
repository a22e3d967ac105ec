import fs from 'node:fs';
import path from 'node:path';

const PACKAGE_DIR = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const LICENSE_FILE = /^(licen[cs]e|copying|notice)\b/i;

/** The folders of the npm packages that files belong to, by the packages' names; files outside of packages have none. */
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
  const head = 'This software contains code of the following packages, under their licenses.\n';
  return [head, ...packageDirs.map(licenseText)].join(`\n${'-'.repeat(80)}\n\n`);
}

function licenseText(dir: string): string {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    fs.readFileSync(path.join(dir, 'package.json'), 'utf8')
  );
  const { name, version, license = 'see below' } = manifest;
  const files = fs.readdirSync(dir).filter((file) => LICENSE_FILE.test(file));
  if (files.length === 0) {
    throw new Error(`${name} is bundled and has no license file. Check what its license demands.`);
  }
  const texts = files.sort().map((file) => fs.readFileSync(path.join(dir, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}
