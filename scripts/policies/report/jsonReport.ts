import { policyLine } from '../messages';
import { type VerdictReport } from './verdictReport';

/** The version of the form, which `docs/policies-report.schema.json` describes. It rises with changes that readers notice. */
const VERSION = 1;

/** The report as JSON, for programs. */
export function jsonReport({ generated, written, sources: _, ...report }: VerdictReport): string {
  const policies = generated?.policies.map(({ policy, rules, leftOut }) => ({
    namespace: policy.namespace,
    name: policy.name,
    types: policy.types,
    summary: policyLine(policy, rules, leftOut.length).trim(),
  }));
  return JSON.stringify(
    { version: VERSION, ...report, ...(policies && { generated: policies }), ...(written && { written }) },
    null,
    2
  );
}
