/** @jest-environment node */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleImporter } from './import/bundle';
import { missingLicense } from './messages';
import { bundlePolicies } from './policies/bundle';
import { licenseTexts, packageDirsOf } from './thirdPartyLicenses';

const ROOT = path.join(__dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** The packages in the source maps of the build, as an independent list of what its code contains. */
function packagesInSourceMaps(): string[] {
  const maps = fs.readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js.map'));
  const sources = maps.flatMap((file): string[] => JSON.parse(fs.readFileSync(path.join(DIST, file), 'utf8')).sources);
  return [
    ...new Set(sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? [])),
  ].sort();
}

const withoutBreaks = (text: string) => text.replace(/\s+/g, ' ').trim();
const licenseOf = (name: string, file = 'LICENSE') =>
  fs.readFileSync(path.join(ROOT, 'node_modules', name, file), 'utf8');

describe('licenses of bundled packages', () => {
  it('are in the bundle for every package that it contains', () => {
    const names = packagesInSourceMaps();
    expect(names).toEqual(expect.arrayContaining(['d3-force', 'ipaddr.js']));
    const text = withoutBreaks(fs.readFileSync(path.join(DIST, 'THIRD_PARTY_LICENSES.txt'), 'utf8'));
    for (const name of [...names, 'webpack']) {
      expect(text).toContain(` ${name} `);
      expect(text).toContain(withoutBreaks(licenseOf(name)));
    }
  });

  it.each([
    ['importer.cjs', bundleImporter, ['yaml']],
    ['policies.mjs', bundlePolicies, ['yaml', 'ipaddr.js', 'papaparse', 'rxjs']],
  ] as const)('are in the bundled command %s', async (name, bundle, packages) => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-command-'));
    const file = path.join(directory, name);
    await bundle(file);
    const code = fs.readFileSync(file, 'utf8');
    fs.rmSync(directory, { recursive: true });
    for (const bundled of packages) {
      expect(code).toContain(`node_modules/${bundled}/`);
      const license = bundled === 'rxjs' ? 'LICENSE.txt' : 'LICENSE';
      expect(withoutBreaks(code)).toContain(withoutBreaks(licenseOf(bundled, license)));
    }
  });

  it('are required by the build', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-licenses-'));
    const dir = path.join(directory, 'node_modules/@acme/thing');
    fs.mkdirSync(path.join(dir, 'lib'), { recursive: true });
    fs.writeFileSync(path.join(dir, 'package.json'), '{"name":"@acme/thing","version":"1.0.0"}');
    expect(packageDirsOf([path.join(dir, 'lib/a.js'), path.join(dir, 'lib/b.js'), path.join(ROOT, 'x.ts')])).toEqual([
      dir,
    ]);
    expect(() => licenseTexts([dir])).toThrow(missingLicense('@acme/thing'));
    fs.writeFileSync(path.join(dir, 'LICENCE.md'), 'Do what you like.');
    expect(licenseTexts([dir])).toContain('@acme/thing 1.0.0 (see below)\n\nDo what you like.');
    fs.rmSync(directory, { recursive: true });
  });
});
