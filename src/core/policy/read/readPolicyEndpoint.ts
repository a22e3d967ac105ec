import { type AddressRange, parseAddress, parseRange, rangeOfAddress } from '../addressRange';
import { type EndpointEntry, type PolicyEndpoint } from '../policyEndpoints';
import { type Member } from './members';
import { notACidr } from './messages';
import { MAX_PORT, namespacedName, readProtocol } from './readObjects';
import { readTypes } from './readPolicies';

/** Reads a PolicyEndpoint of `networking.k8s.aws/v1alpha1`. */
export function readPolicyEndpoint(object: Member): PolicyEndpoint {
  const spec = object.at('spec');
  const reference = spec.at('policyRef');
  return {
    ...namespacedName(object),
    policy: { namespace: reference.at('namespace').text(), name: reference.at('name').text() },
    isolation: readTypes(spec.at('podIsolation')) ?? [],
    pods: spec.at('podSelectorEndpoints').list().map(readPod),
    ingress: spec.at('ingress').list().map(readEntry),
    egress: spec.at('egress').list().map(readEntry),
  };
}

function readPod(member: Member): PolicyEndpoint['pods'][number] {
  const nodeAddress = member.at('hostIP').optionalText();
  return {
    namespace: member.at('namespace').text(),
    name: member.at('name').text(),
    ...(nodeAddress !== undefined && { nodeAddress }),
  };
}

function readEntry(member: Member): EndpointEntry {
  const domain = member.at('domainName').optionalText();
  return {
    ...(domain === undefined ? { range: readRangeOrAddress(member.at('cidr')) } : { domain }),
    except: member.at('except').list().map(readRangeOrAddress),
    ports: member.at('ports').list().map(readPort),
  };
}

function readPort(member: Member): EndpointEntry['ports'][number] {
  const [port, endPort] = [member.at('port'), member.at('endPort')];
  return {
    protocol: readProtocol(member.at('protocol')),
    ...(!port.isAbsent && { port: port.integer(1, MAX_PORT) }),
    ...(!endPort.isAbsent && { endPort: endPort.integer(1, MAX_PORT) }),
  };
}

/** Addresses of pods and Services have no prefix length. */
function readRangeOrAddress(member: Member): AddressRange {
  const text = member.text();
  const address = parseAddress(text);
  const range = address === undefined ? parseRange(text) : rangeOfAddress(address);
  if (range === undefined) {
    throw member.invalid(notACidr(text));
  }
  return range;
}
