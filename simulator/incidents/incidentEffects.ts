/** Translates the incidents of a store into the effects on a world. */
import { type AllowanceName } from '../world/allowanceNames';
import { conversation } from '../world/applications/workloads';
import {
  type AddedConversation,
  type AllowanceExcess,
  type ConnectionSampling,
  type EffectSource,
  type InterfaceChange,
  type PodsInWindow,
  type TrafficEffectsOn,
} from '../world/effects';
import { PolicyDenials } from '../policies/denials';
import { hashText } from '../world/hash';
import { type TimeSpan } from '../world/time';
import { type World } from '../world/world';
import { effectsOn } from './trafficEffects';
import { endOf, type Incident, overlaps } from './incident';
import { type IncidentStore } from './incidentStore';

function spanOf(incident: Incident): TimeSpan {
  return { startMs: incident.startMs, endMs: endOf(incident) };
}

interface Excess {
  node: string;
  allowance: AllowanceName;
  networkInterface: number;
  packetsPerSecond: number;
}

/**
 * The allowance excess that an incident causes, if any. Excesses of the instance's own limits count on its first
 * interface.
 */
function excessOf(incident: Incident): Excess | undefined {
  switch (incident.kind) {
    case 'inbound-bandwidth':
      return { ...incident, allowance: 'bw_in_allowance_exceeded', networkInterface: 0 };
    case 'outbound-bandwidth':
      return { ...incident, allowance: 'bw_out_allowance_exceeded', networkInterface: 0 };
    case 'packet-rate':
      return { ...incident, allowance: 'pps_allowance_exceeded', networkInterface: 0 };
    case 'conntrack-exhaustion':
      return { ...incident, allowance: 'conntrack_allowance_exceeded', networkInterface: 0 };
    case 'allowance-exceeded':
      return incident;
    default:
      return undefined;
  }
}

/** The effects of the incidents in a store. Changes of the store apply at once. */
export class IncidentEffects implements EffectSource {
  private denials: PolicyDenials | undefined;

  /** @param world the world that the effects are on; it is created later than they are. */
  constructor(
    private readonly incidents: IncidentStore,
    private readonly world: () => World
  ) {}

  get version(): number {
    return this.incidents.version;
  }

  trafficEffects(window: PodsInWindow): TrafficEffectsOn {
    const incidents = this.incidents.overlapping(window.startMs, window.endMs);
    const denialsOn = this.denialsIn(window);
    return (client, server, spec) => {
      const effects = effectsOn(client, server, incidents);
      return denialsOn ? [...effects, ...denialsOn(client, server, spec)] : effects;
    };
  }

  addedConversations(): AddedConversation[] {
    return this.incidents.ofKind('unexpected-conversation').map((incident) => ({
      ...spanOf(incident),
      hash: hashText(incident.id),
      spec: conversation(incident.client, incident.server, incident.port, {
        requestsPerSecond: incident.requestsPerSecond,
        requestBytes: incident.requestBytes,
        responseBytes: incident.responseBytes,
      }),
    }));
  }

  allowanceExcesses(node: string, fromMs: number, toMs: number): AllowanceExcess[] {
    return this.incidents.overlapping(fromMs, toMs).flatMap((incident) => {
      const excess = excessOf(incident);
      if (excess?.node !== node) {
        return [];
      }
      const { allowance, networkInterface, packetsPerSecond } = excess;
      return [{ ...spanOf(incident), hash: hashText(incident.id), allowance, networkInterface, packetsPerSecond }];
    });
  }

  interfaceAttachments(node: string): InterfaceChange[] {
    return this.incidents
      .onNode('interface-attached', node)
      .map(({ networkInterface, startMs }) => ({ networkInterface, timeMs: startMs }));
  }

  interfaceDetachments(node: string): InterfaceChange[] {
    return this.incidents
      .onNode('interface-detached', node)
      .map(({ networkInterface, startMs }) => ({ networkInterface, timeMs: startMs }));
  }

  driverResets(node: string): number[] {
    return this.incidents.onNode('driver-reset', node).map(({ startMs }) => startMs);
  }

  lostReports(node: string): TimeSpan[] {
    return this.incidents
      .onNode('agent-outage', node)
      .filter(({ losesFlows }) => losesFlows)
      .map(spanOf);
  }

  connectionSamplings(node: string): ConnectionSampling[] {
    return this.incidents
      .onNode('connection-sampling', node)
      .map((incident) => ({ ...spanOf(incident), ratio: incident.ratio }));
  }

  /** The effects of network policies; undefined if there are none in the window. */
  private denialsIn(window: PodsInWindow): TrafficEffectsOn | undefined {
    const applied = this.incidents
      .ofKind('network-policies')
      .filter((incident) => overlaps(incident, window.startMs, window.endMs));
    if (applied.length === 0) {
      return undefined;
    }
    this.denials ??= new PolicyDenials(this.world());
    return this.denials.effectsOf(
      applied.map((incident) => ({ ...incident, ...spanOf(incident) })),
      window
    );
  }
}
