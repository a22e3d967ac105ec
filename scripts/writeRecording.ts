import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { COMMITTED_SCOPE, RECORDING_FILE, recordingFile } from '../recording/recordingFile';

/** Without options, writes the committed file; with options, a file for another environment. */
const { values } = parseArgs({
  options: {
    'cluster-label': { type: 'string', default: COMMITTED_SCOPE.clusterLabel },
    to: { type: 'string', default: path.join(__dirname, '..', RECORDING_FILE) },
  },
});

fs.writeFileSync(values.to, recordingFile({ clusterLabel: values['cluster-label'] }));
