/**
 * Reduces the OpenAPI specification of Kubernetes to the kinds that the gateway's manifests use, for their tests:
 *
 *   node scripts/kubernetesDefinitions.mjs <the file api/openapi-spec/swagger.json of Kubernetes>
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const KINDS = [
  'io.k8s.api.apps.v1.Deployment',
  'io.k8s.api.core.v1.ConfigMap',
  'io.k8s.api.core.v1.Service',
  'io.k8s.api.core.v1.ServiceAccount',
  'io.k8s.api.networking.v1.NetworkPolicy',
  'io.k8s.api.policy.v1.PodDisruptionBudget',
];
const TO = path.join(path.dirname(fileURLToPath(import.meta.url)), '../gateway/testdata/kubernetes/definitions.json');

const { definitions } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

/** A definition without descriptions, and without the instructions for merging. */
function reduced(definition) {
  return JSON.parse(
    JSON.stringify(definition, (member, value) => {
      const isText = member === 'description' && typeof value === 'string';
      const isInstruction = member.startsWith('x-kubernetes-') && member !== 'x-kubernetes-group-version-kind';
      return isText || isInstruction ? undefined : value;
    })
  );
}

/** The names of definitions, with those that they refer to. */
function withReferences(names, known = new Set()) {
  for (const name of names.filter((one) => !known.has(one))) {
    known.add(name);
    const references = JSON.stringify(definitions[name]).matchAll(/"#\/definitions\/([^"]+)"/g);
    withReferences(
      [...references].map(([, reference]) => reference),
      known
    );
  }
  return known;
}

const names = [...withReferences(KINDS)].sort();
const content = { definitions: Object.fromEntries(names.map((name) => [name, reduced(definitions[name])])) };
fs.writeFileSync(TO, `${JSON.stringify(content, undefined, 1)}\n`);
