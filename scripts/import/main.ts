import path from 'node:path';
import { readDashboards } from './dashboardSets';
import { runCommand } from './run';

const ROOT = path.join(__dirname, '../..');

runCommand((set) => readDashboards(ROOT, set));
