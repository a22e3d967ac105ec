/** The agents and exporters of all nodes. Each is made when it is first needed. */
import { EthtoolCounters } from '../nodeexporter/ethtoolCounters';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { Agent } from './agent';
import { FlowSeries } from './flowSeries';

interface Member {
  agent: Agent;
  flowSeries: FlowSeries;
  ethtool: EthtoolCounters;
}

export class AgentFleet {
  private readonly members = new Map<string, Member>();

  /** From `startMs` on the agents count for those who scrape them here. */
  constructor(
    private readonly world: SimulatedWorld,
    private readonly startMs: number
  ) {}

  agent(nodeName: string): Agent | undefined {
    return this.member(nodeName)?.agent;
  }

  flowSeries(nodeName: string): FlowSeries | undefined {
    return this.member(nodeName)?.flowSeries;
  }

  /** node_exporter's, of the network devices. */
  ethtool(nodeName: string): EthtoolCounters | undefined {
    return this.member(nodeName)?.ethtool;
  }

  private member(nodeName: string): Member | undefined {
    const known = this.members.get(nodeName);
    const place = this.world.find(nodeName);
    if (known || !place) {
      return known;
    }
    const { node, cell } = place;
    const member = {
      agent: new Agent(this.world, node, cell, this.startMs),
      flowSeries: new FlowSeries(this.world, node, cell, this.startMs),
      ethtool: new EthtoolCounters(node, cell, this.startMs),
    };
    this.members.set(nodeName, member);
    return member;
  }
}
