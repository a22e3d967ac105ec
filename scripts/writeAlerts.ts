import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { alertFiles } from '../alerts/files';
import { COMMITTED_OPTIONS } from '../alerts/rule';

/** What is committed if nothing is said; with options, rules for a place of one's own. */
const { values } = parseArgs({
  options: {
    'cluster-label': { type: 'string', default: COMMITTED_OPTIONS.clusterLabel },
    runbooks: { type: 'string', default: COMMITTED_OPTIONS.runbooks },
    grafana: { type: 'string', default: COMMITTED_OPTIONS.grafana },
    'cross-zone-budget': { type: 'string', default: String(COMMITTED_OPTIONS.crossZoneBudgetUsd) },
    to: { type: 'string', default: path.join(__dirname, '..') },
  },
});

const { 'cluster-label': clusterLabel, 'cross-zone-budget': budget, runbooks, grafana, to } = values;
const crossZoneBudgetUsd = Number(budget);
if (!(crossZoneBudgetUsd > 0)) {
  throw new Error(`"${budget}" is no budget. Write US dollars a month: --cross-zone-budget 1000`);
}
for (const [name, text] of Object.entries(alertFiles({ clusterLabel, runbooks, grafana, crossZoneBudgetUsd }))) {
  const file = path.join(to, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
