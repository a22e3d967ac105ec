/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { codeBlocks } from './testing/markdownCode';

const ROOT = path.join(__dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

interface Job {
  job_name: string;
  honor_labels?: boolean;
  kubernetes_sd_configs: object[];
  relabel_configs: object[];
}

const JOBS: Job[] = parse(read('provisioning/prometheus/scrape-jobs.yaml'));
const jobOf = (name: string) => JOBS.find(({ job_name }) => job_name === name);

const targetsOf = ({ honor_labels, kubernetes_sd_configs, relabel_configs }: Partial<Job> = {}) => ({
  ...{ honor_labels, kubernetes_sd_configs, relabel_configs },
});

/** The job in the first block of scrape jobs of a guide. */
function jobInGuide(file: string): Job | undefined {
  const block = codeBlocks(read(file)).find(({ text }) => text.startsWith('scrape_configs:'));
  return parse(block?.text ?? '')?.scrape_configs[0];
}

describe('the scrape jobs for a Prometheus in the cluster', () => {
  it.each([
    ['nfm', 'docs/collection.md'],
    ['eastwest-gateway', 'docs/gateway.md'],
    ['aws-network-policy-agent', 'docs/policies.md'],
  ])('have the job "%s" as %s shows it', (name, guide) => {
    expect(jobInGuide(guide)).toEqual(jobOf(name));
  });

  it.each(['nfm', 'kube-state-metrics', 'aws-network-policy-agent'])(
    'find the targets of "%s" like the managed collector',
    (name) => {
      const { scrape_configs: jobs }: { scrape_configs: Job[] } = parse(
        read('provisioning/amazon/managed-collector.yaml')
      );
      const managed = jobs.find(({ job_name }) => job_name === name);
      expect(targetsOf(jobOf(name))).toEqual(targetsOf(managed));
    }
  );
});
