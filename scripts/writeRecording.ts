import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { COMMITTED_SCOPE, RECORDING_FILE, recordingFile } from '../recording/recordingFile';

/** What is committed if nothing is said; with options, rules for a place of one's own. */
const { values } = parseArgs({
  options: {
    'cluster-label': { type: 'string', default: COMMITTED_SCOPE.clusterLabel },
    to: { type: 'string', default: path.join(__dirname, '..', RECORDING_FILE) },
  },
});

fs.writeFileSync(values.to, recordingFile({ clusterLabel: values['cluster-label'] }));
