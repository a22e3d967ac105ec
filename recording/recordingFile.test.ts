/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { COMMITTED_SCOPE, RECORDING_FILE, recordingFile } from './recordingFile';

const FILE = recordingFile(COMMITTED_SCOPE);

describe('recording rules', () => {
  it('are generated as committed (run npm run recording after a change)', () => {
    expect(fs.readFileSync(path.join(__dirname, '..', RECORDING_FILE), 'utf8')).toBe(FILE);
  });

  it('have an evaluation interval equal to their window, so that windows do not overlap', () => {
    const { groups }: { groups: Array<{ interval: string; rules: Array<{ record: string }> }> } = parse(FILE);
    const windows = groups.flatMap(({ rules }) => rules.map(({ record }) => record.match(/rate(\d+m)/)?.[1]));
    expect(groups.map(({ interval }) => interval)).toEqual([...new Set(windows)]);
  });

  it('can be generated with another cluster label', () => {
    const text = recordingFile({ clusterLabel: 'eks' });
    expect(text).toContain('count by (eks) (');
    expect(text).not.toContain('(cluster, ');
  });
});
