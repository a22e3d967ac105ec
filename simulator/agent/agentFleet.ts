/** The agents and exporters of all nodes. Each is created when it is first needed. */
import { EthtoolCounters } from '../nodeexporter/ethtoolCounters';
import { DropCounters } from '../policies/dropCounters';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { Agent } from './agent';
import { FlowSeries } from './flowSeries';

interface Member {
  agent: Agent;
  flowSeries: FlowSeries;
  ethtool: EthtoolCounters;
  drops: DropCounters;
}

/** Looks up agents and exporters by the name of their node. */
export class AgentFleet {
  private readonly members = new Map<string, Member>();

  /** @param startMs the time from which the agents count for clients that scrape them here. */
  constructor(
    private readonly world: SimulatedWorld,
    private readonly startMs: number
  ) {}

  /** The agent on a node; undefined if there is no such node. */
  agent(nodeName: string): Agent | undefined {
    return this.member(nodeName)?.agent;
  }

  /** The `nfm_*` flow series of a node; undefined if there is no such node. */
  flowSeries(nodeName: string): FlowSeries | undefined {
    return this.member(nodeName)?.flowSeries;
  }

  /** node_exporter's counters of the node's network devices; undefined if there is no such node. */
  ethtool(nodeName: string): EthtoolCounters | undefined {
    return this.member(nodeName)?.ethtool;
  }

  /** The network policy agent's counters of dropped packets on a node; undefined if there is no such node. */
  drops(nodeName: string): DropCounters | undefined {
    return this.member(nodeName)?.drops;
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
      drops: new DropCounters(node, cell, this.world.facts, this.startMs),
    };
    this.members.set(nodeName, member);
    return member;
  }
}
