/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { COMMITTED_SCOPE, RECORDING_FILE, recordingFile } from './recordingFile';

const FILE = recordingFile(COMMITTED_SCOPE);

describe('the recording rules', () => {
  it('are committed as they are made (npm run recording writes them)', () => {
    expect(fs.readFileSync(path.join(__dirname, '..', RECORDING_FILE), 'utf8')).toBe(FILE);
  });

  it('are evaluated as often as their windows are long, so that these tile time', () => {
    const { groups }: { groups: Array<{ interval: string; rules: Array<{ record: string }> }> } = parse(FILE);
    const windows = groups.flatMap(({ rules }) => rules.map(({ record }) => record.match(/rate(\d+m)/)?.[1]));
    expect(groups.map(({ interval }) => interval)).toEqual([...new Set(windows)]);
  });

  it('can be written for another cluster label', () => {
    const text = recordingFile({ clusterLabel: 'eks' });
    expect(text).toContain('count by (eks) (');
    expect(text).not.toContain('(cluster, ');
  });
});
