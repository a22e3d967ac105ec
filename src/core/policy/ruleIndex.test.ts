import * as fc from 'fast-check';
import { type CidrPeer, type PodPeer } from './policies';
import { RuleIndex } from './ruleIndex';
import { comparedPeers } from './rulePeers';
import { PodSelection } from './podSelection';
import { clusterIndexOf } from './clusterIndex';
import { parseRange } from './addressRange';
import { type LabelRequirement } from './selector';

const NAMESPACES = ['shop', 'pay'];
const KEYS = ['app', 'tier'];
const VALUES = ['a', 'b', 'c'];

const labels = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES));

const requirement = fc.record<LabelRequirement>({
  key: fc.constantFrom(...KEYS),
  operator: fc.constantFrom('In', 'NotIn'),
  values: fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 2 }),
});

const podPeer = fc
  .record({ namespace: fc.option(fc.constantFrom(...NAMESPACES)), requirements: fc.option(fc.array(requirement)) })
  .map(({ namespace, requirements }): PodPeer => {
    const name = { key: 'kubernetes.io/metadata.name', operator: 'In' as const, values: [namespace ?? ''] };
    return {
      kind: 'pods',
      ...(namespace && { namespaceSelector: { requirements: [name] } }),
      ...(requirements && { podSelector: { requirements } }),
    };
  });

const block = fc.constantFrom('10.0.0.0/8', '0.0.0.0/0').map((cidr): CidrPeer => ({
  kind: 'ip-block',
  range: parseRange(cidr)!,
  except: [],
}));

const rule = fc.record({ peers: fc.array(fc.oneof({ weight: 9, arbitrary: podPeer }, block), { minLength: 1 }) });

const pod = fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels }).map((each) => ({
  ...each,
  name: 'web',
  addresses: ['10.0.0.1'],
  ports: [],
  isHostNetwork: false,
  hasEnded: false,
}));

const index = clusterIndexOf({ namespaces: [], pods: [], workloads: [], services: [], nodes: [] });

describe('the index of rules', () => {
  it('finds every rule that selects a pod, in the order of the rules, and leaves out most others', () => {
    let [all, found] = [0, 0];
    fc.assert(
      fc.property(fc.array(rule, { minLength: 9, maxLength: 30 }), pod, (rules, client) => {
        const compared = rules.map(({ peers }, position) => ({ position, peers: comparedPeers(peers, 'shop') }));
        const candidates = new RuleIndex(compared).for([client]);
        const selecting = compared.filter(({ peers }) =>
          peers.some((peer) => !(peer instanceof PodSelection) || peer.hasPod(index, client))
        );
        expect(candidates).toEqual(expect.arrayContaining(selecting));
        expect(candidates.map(({ position }) => position)).toEqual(
          [...candidates.map(({ position }) => position)].sort((a, b) => a - b)
        );
        [all, found] = [all + rules.length, found + candidates.length];
      }),
      { numRuns: 500 }
    );
    expect(found).toBeLessThan(all);
  });

  it('finds the rule for a client among those for hundreds of others', () => {
    const peerOf = (value: string): PodPeer => ({
      kind: 'pods',
      podSelector: { requirements: [{ key: 'app', operator: 'In', values: [value] }] },
    });
    const rules = Array.from({ length: 500 }, (_, position) => ({
      position,
      peers: comparedPeers([peerOf(`app-${position}`)], 'shop'),
    }));
    const found = new RuleIndex(rules).for([{ namespace: 'shop', labels: { app: 'app-300', tier: 'a' } }]);
    expect(found.map(({ position }) => position)).toEqual([300]);
  });
});
