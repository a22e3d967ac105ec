import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { licenseTexts, packageDirsOf } from '../thirdPartyLicenses';
import { readDashboards, SET_NAMES } from './dashboardSets';

const ROOT = path.join(__dirname, '../..');

/**
 * Writes the importer as one file that includes all dashboards and alert rules. It runs with Node 20, without this
 * repository and without other packages. The same sources result in the same bytes.
 */
export async function bundleImporter(outfile: string): Promise<void> {
  const sets = Object.fromEntries(SET_NAMES.map((name) => [name, readDashboards(ROOT, name)]));
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
