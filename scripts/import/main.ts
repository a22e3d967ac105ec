import path from 'node:path';
import { readDashboards } from './dashboardSets';
import { run } from './run';

const ROOT = path.join(__dirname, '../..');

void run({
  args: process.argv.slice(2),
  environment: process.env,
  dashboardsOf: (set) => readDashboards(ROOT, set),
  print: console.log,
  printError: console.error,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
