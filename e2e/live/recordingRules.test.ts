import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { RECORDING_FILE } from '../../recording/recordingFile';
import { RECORDING_CASES, type RecordingCase } from '../../recording/tests/recordingCases';

const RULE_FILE = path.join(__dirname, '../..', RECORDING_FILE);

let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-recording-'));
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

const promtool = (...args: string[]) => promisify(execFile)('promtool', args);

function promtoolTest({ series, recorded }: RecordingCase) {
  return {
    interval: '30s',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: Object.entries(recorded).flatMap(([minute, rules]) =>
      Object.entries(rules).map(([record, samples]) => ({
        expr: record,
        eval_time: `${minute}m`,
        exp_samples: Object.entries(samples).map(([labels, value]) => ({ labels: `${record}${labels}`, value })),
      }))
    ),
  };
}

/** The output of promtool if the case fails, and an empty text otherwise. */
async function promtoolErrors(one: RecordingCase): Promise<string> {
  const file = path.join(directory, 'case.yaml');
  const tests = { rule_files: [RULE_FILE], evaluation_interval: '4m', tests: [promtoolTest(one)] };
  fs.writeFileSync(file, stringify(tests, { aliasDuplicateObjects: false }));
  return promtool('test', 'rules', file).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr
  );
}

describe('the recording rules', () => {
  it('are a valid rule file for Prometheus', async () => {
    const { stdout } = await promtool('check', 'rules', RULE_FILE);
    expect(stdout).toContain('19 rules found');
  });

  it.each(RECORDING_CASES.map((one) => [one.what, one] as const))('record the expected values: %s', async (_, one) => {
    expect(await promtoolErrors(one)).toBe('');
  });

  it('fail a case that expects another value', async () => {
    const [steady] = RECORDING_CASES;
    const wrong = { 12: { 'namespace_pod_node:ingress_bytes:rate4m': {} } };
    expect(await promtoolErrors({ what: '', series: steady?.series ?? {}, recorded: wrong })).toContain('FAILED');
  });
});
