import path from 'node:path';
import { bundleCommand } from '../bundleCommand';
import { readDashboards, SET_NAMES } from './dashboardSets';

const ROOT = path.join(__dirname, '../..');

/** Writes the importer as one file that includes all dashboards and alert rules. */
export async function bundleImporter(outfile: string): Promise<void> {
  const sets = Object.fromEntries(SET_NAMES.map((name) => [name, readDashboards(ROOT, name)]));
  const code = `import { runCommand } from './run'; const sets = ${JSON.stringify(sets)}; runCommand((set) => sets[set]);`;
  await bundleCommand({ code, folder: __dirname, outfile });
}
