import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { licenseTexts, packageDirsOf } from '../thirdPartyLicenses';
import { readDashboards, type SetName, SETS } from './dashboardSets';

const ROOT = path.join(__dirname, '../..');

/**
 * Writes the importer as one file, with all dashboards and alert rules in it: plain Node 20 runs it, without
 * this repository and without anything installed. The same bytes for the same sources.
 */
export async function bundleImporter(outfile: string): Promise<void> {
  const names = Object.keys(SETS) as SetName[];
  const sets = Object.fromEntries(names.map((name) => [name, readDashboards(ROOT, name)]));
  const { metafile } = await build({
    stdin: {
      contents: `import { runCommand } from './run'; const sets = ${JSON.stringify(sets)}; runCommand((set) => sets[set]);`,
      resolveDir: __dirname,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
    metafile: true,
  });
  const files = Object.keys(metafile.inputs).map((file) => path.resolve(file));
  fs.appendFileSync(outfile, `\n/*\n${licenseTexts(packageDirsOf(files))}*/\n`);
}
