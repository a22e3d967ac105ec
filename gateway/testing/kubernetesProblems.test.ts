/** @jest-environment node */
import { type Manifest, manifests } from '../kubernetes/manifests';
import { kubernetesProblems } from './kubernetesProblems';

const OBJECTS = manifests({
  namespace: 'eastwest',
  image: 'envoy',
  replicas: 2,
  serviceAccountAnnotations: { role: 'flows' },
  clientLabels: { app: 'grafana' },
  apiPorts: [9700],
  envoyConfig: '',
  configHash: 'a',
});

/** The objects with one text in their JSON replaced. */
function changed(text: string, replacement: string): Manifest[] {
  const json = JSON.stringify(OBJECTS);
  expect(json.split(text)).toHaveLength(2);
  return JSON.parse(json.replace(text, replacement));
}

describe('the schemas of Kubernetes', () => {
  it('accept right objects', () => {
    expect(kubernetesProblems(OBJECTS)).toEqual([]);
  });

  it.each([
    ['a misspelled member', '"runAsGroup"', '"runAsGroups"', /securityContext must NOT.*: runAsGroups/],
    ['a member in the wrong place', '"failureThreshold":6', '"port":80', /livenessProbe must NOT.*: port/],
    ['a number as text', '"replicas":2', '"replicas":"2"', /^Deployment\/spec\/replicas must be integer/],
    ['a number as a label', '"app":"grafana"', '"app":1', /matchLabels\/app must be string/],
    ['null', '{"app":"grafana"}', '{"app":null}', /matchLabels\/app must be string/],
    ['a truth value as the name of a port', '"port":"api-9700"', '"port":true', /NetworkPolicy.*port must be/],
    ['a missing member', '"name":"envoy",', '', /containers\/0 must have required property 'name'/],
    ['an unknown version', '"policy/v1"', '"policy/v1beta1"', /no policy\/v1beta1 PodDisruptionBudget/],
    ['an unknown kind', '"kind":"ConfigMap"', '"kind":"ConfigMaps"', /no v1 ConfigMaps/],
  ])('find %s', (_, text, replacement, problem) => {
    expect(kubernetesProblems(changed(text, replacement))).toEqual([expect.stringMatching(problem)]);
  });
});
