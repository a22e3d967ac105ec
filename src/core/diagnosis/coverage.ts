import { someNames } from '../someNames';
import { type Observations } from './observations';
import { placeKey } from './place';
import { amount, name, say, type Sentence } from './sentence';
import { type Traffic } from './traffic';

/** How much of the cluster the observations cover. Observations that are missing entirely are unknowns of the diagnosis instead. */
export function coverageOf(observations: Observations, traffic: Traffic | undefined): Sentence[] {
  return [
    agentCoverage(observations),
    missingAgents(observations),
    trafficCoverage(observations, traffic),
    monitorCoverage(observations),
    networkCoverage(observations),
  ].filter((sentence) => sentence !== undefined);
}

/** An agent counts if it responds at the end of the window. Nodes without an agent count, too. */
function agentCoverage({ agents, nodesWithoutAgent = [] }: Observations): Sentence | undefined {
  return (
    agents &&
    say('watchedAgents', {
      responding: amount(agents.filter(({ values }) => values.at(-1) === 1).length),
      nodes: amount(agents.length + nodesWithoutAgent.length),
    })
  );
}

function missingAgents({ nodesWithoutAgent = [] }: Observations): Sentence | undefined {
  return nodesWithoutAgent.length === 0
    ? undefined
    : say('watchedNoAgent', { nodes: amount(nodesWithoutAgent.length), names: name(someNames(nodesWithoutAgent)) });
}

function trafficCoverage({ pairs }: Observations, traffic: Traffic | undefined): Sentence | undefined {
  const ends = traffic?.cells.flatMap(({ cell: { client, server } }) => [client.place, server.place]);
  return (
    ends &&
    say(pairs ? 'watchedTraffic' : 'watchedTotals', {
      workloads: amount(new Set(ends.filter(({ kind }) => kind === 'workload').map(placeKey)).size),
    })
  );
}

function monitorCoverage({ monitors }: Observations): Sentence | undefined {
  return (
    monitors &&
    say('watchedMonitors', {
      active: amount(monitors.filter(({ status }) => status === 'ACTIVE').length),
      all: amount(monitors.length),
    })
  );
}

function networkCoverage({ monitors, health }: Observations): Sentence | undefined {
  return monitors && health && say('watchedNetwork', { monitors: amount(health.length), all: amount(monitors.length) });
}
