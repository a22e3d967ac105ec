import { type IncidentKind } from '../incidents/incident';
import { kubeStateFamilies } from '../kubestate/kubeStateMetrics';
import { podTruths } from '../server/truth';
import { countPods } from '../world/interfaces';
import { listedPods } from '../world/listedPods';
import { hostInterfaceName, type Pod, runsAt } from '../world/pods';
import { EPOCH_MS, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from '../world/time';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { Agent } from './agent';
import { AgentFleet } from './agentFleet';
import { podNamedFor } from './podsByAddress';
import { samplesOf } from '../testing/testScrape';

const SCRAPE_MS = 15_000;
const JOBS = { jobHistoryLimit: 3 };

/** A pod that got its address from a finished pod of a Job. */
interface Heir {
  pod: Pod;
  finished: Pod;
}

const undisturbed = testWorld(JOBS);

/**
 * The first pod with these declared ports that shares its address with exactly one finished pod for at least ten
 * minutes.
 */
function heirWith(...ports: number[]): Heir {
  const cell = required(undisturbed.cells[0], 'cell');
  for (const pod of cell.pods(EPOCH_MS + 1, EPOCH_MS + 4 * HOUR_MS)) {
    const untilMs = pod.startMs + 10 * MINUTE_MS;
    const [finished, ...more] = listedPods(cell, JOBS, untilMs).filter(({ ip }) => ip === pod.ip);
    const isHeir = finished !== undefined && finished !== pod && more.length === 1 && pod.endMs > untilMs;
    if (isHeir && pod.startMs > EPOCH_MS && pod.spec.tcpPorts.join() === ports.join()) {
      return { pod, finished };
    }
  }
  throw new Error(`No pod with the ports ${ports.join()} has a finished pod's address`);
}

function mixing(node: string, options: { seed?: number } = {}): SimulatedWorld {
  const incident: IncidentKind = { kind: 'reused-addresses', node };
  return testWorld({ ...JOBS, ...options }, () => [{ ...incident, id: 'mixed', startMs: EPOCH_MS }]);
}

function agentFor({ pod }: Heir, world: SimulatedWorld): Agent {
  const { node, cell } = required(world.find(pod.node.name), 'node');
  return new Agent(world, node, cell, pod.startMs);
}

/** What the pod's interface has counted since its start. */
function life(pod: Pod, timeMs: number): number {
  return required(
    countPods(required(undisturbed.cells[0], 'cell'), [{ pod, fromMs: pod.startMs, toMs: timeMs }])[0],
    'count'
  ).primary.bytesIn;
}

/** `ingress_bytes` of the pod's interface, by the pod in the labels. */
function printed(agent: Agent, { pod, finished }: Heir, timeMs: number) {
  const iface = hostInterfaceName(pod);
  const series = samplesOf(agent.scrape(timeMs), 'ingress_bytes').filter(({ labels }) => labels.iface === iface);
  const of = ({ name }: Pod) => series.find(({ labels }) => labels.pod === name)?.value;
  return { live: of(pod), dead: of(finished) };
}

const scrapeTimes = ({ pod }: Heir) =>
  Array.from({ length: 36 }, (_, number) => pod.startMs + MINUTE_MS + number * SCRAPE_MS);

describe('an address that a finished pod still has', () => {
  const heir = heirWith(8080);
  const { pod, finished } = heir;

  it('belongs to both pods in kube-state-metrics, and one of them runs', () => {
    const timeMs = pod.startMs + MINUTE_MS;
    const families = kubeStateFamilies(undisturbed, new AgentFleet(undisturbed, timeMs), timeMs);
    const info = samplesOf(families, 'kube_pod_info').filter(({ labels }) => labels.pod_ip === pod.ip);
    expect(info.map(({ labels }) => labels.pod)).toEqual([finished.name, pod.name]);
    const phaseOf = ({ name }: Pod) =>
      samplesOf(families, 'kube_pod_status_phase').find(({ labels, value }) => labels.pod === name && value === 1)
        ?.labels.phase;
    expect([phaseOf(finished), phaseOf(pod)]).toEqual(['Succeeded', 'Running']);
  });

  it('exposes one interface under the names of both pods, and repeats the last value of the one that is not current', () => {
    const agent = agentFor(heir, mixing(pod.node.name));
    const times = scrapeTimes(heir);
    let last = printed(agent, heir, pod.startMs + 45_000);
    const changed = times.map((timeMs) => {
      const now = printed(agent, heir, timeMs);
      const names = (['live', 'dead'] as const).filter((name) => now[name] !== last[name]);
      last = now;
      return names;
    });
    expect(changed.every((names) => names.length <= 1)).toBe(true);
    expect(new Set(changed.flat())).toEqual(new Set(['live', 'dead']));
  });

  it("exposes everything since the pod's start at each change of the name, and the actual change otherwise", () => {
    const agent = agentFor(heir, mixing(pod.node.name));
    let [last, lastMs, lastName] = [printed(agent, heir, pod.startMs + 45_000), pod.startMs + 45_000, ''];
    let [wholeLives, changes, sumOfChanges, sumOfLives] = [0, 0, 0, 0];
    for (const timeMs of scrapeTimes(heir)) {
      const now = printed(agent, heir, timeMs);
      const name = now.live === last.live ? 'dead' : 'live';
      const isChange = name === lastName;
      if (lastName !== '') {
        expect(now[name]).toBe(life(pod, timeMs) - (isChange ? life(pod, lastMs) : 0));
        changes += isChange ? 1 : 0;
        wholeLives += isChange ? 0 : 1;
        sumOfChanges += life(pod, timeMs) - life(pod, lastMs);
        sumOfLives += now[name] ?? 0;
      }
      [last, lastMs, lastName] = [now, timeMs, name];
    }
    expect(changes).toBeGreaterThan(5);
    expect(wholeLives).toBeGreaterThan(5);
    // The agent exposes many times the actual traffic, even without the repeated values of the frozen series.
    expect(sumOfLives).toBeGreaterThan(5 * sumOfChanges);
  });

  it('does not change the ground truth', () => {
    const [fromMs, toMs] = [pod.startMs, pod.startMs + 10 * MINUTE_MS];
    const truthIn = (world: SimulatedWorld) => podTruths(world, fromMs, toMs).find(({ uid }) => uid === pod.uid);
    expect(truthIn(mixing(pod.node.name))).toEqual(truthIn(undisturbed));
    expect(truthIn(undisturbed)?.bytesIn).toBe(life(pod, toMs));
  });

  it('is mixed up in the same way in the same world, and differently with another seed', () => {
    const sequence = (seed: number) => {
      const hash = pod.node.hash + seed;
      const onNode = { ...pod, node: { ...pod.node, hash } };
      return scrapeTimes(heir).map((timeMs) => podNamedFor(onNode, [finished, onNode], timeMs).name);
    };
    expect(sequence(0)).toEqual(sequence(0));
    expect(sequence(0)).not.toEqual(sequence(1));
  });

  it('belongs to the running pod alone without the incident', () => {
    const agent = agentFor(heir, undisturbed);
    const values = scrapeTimes(heir).map((timeMs) => printed(agent, heir, timeMs));
    expect(values.every(({ dead }) => dead === undefined)).toBe(true);
    expect(values.slice(1).reduce((sum, { live }) => sum + (live ?? 0), 0)).toBe(
      life(pod, required(scrapeTimes(heir).at(-1), 'time')) - life(pod, required(scrapeTimes(heir)[0], 'time'))
    );
  });
});

describe('the pod that an agent finds for an address', () => {
  const { pod, finished } = heirWith(8080);
  const withPorts = (item: Pod, ...tcpPorts: number[]): Pod => ({ ...item, spec: { ...item.spec, tcpPorts } });
  const shareOf = (named: Pod, listed: Pod[]) => {
    const times = Array.from({ length: 4000 }, (_, number) => EPOCH_MS + number * SCRAPE_MS);
    return times.filter((timeMs) => podNamedFor(pod, listed, timeMs) === named).length / times.length;
  };

  it('is each pod in proportion to its number of entries', () => {
    const three = withPorts(pod, 80, 81, 82);
    expect(shareOf(three, [finished, three])).toBeCloseTo(3 / 4, 1);
    expect(shareOf(finished, [finished, pod])).toBeCloseTo(1 / 2, 1);
  });

  it('is always the finished pod if the running one declares no port', () => {
    const none = withPorts(pod);
    expect(shareOf(finished, [finished, none])).toBe(1);
  });

  it('is always the running pod after the finished one has left the history', () => {
    const cell = required(undisturbed.cells[0], 'cell');
    const laterMs = finished.endMs + 24 * HOUR_MS;
    const listed = listedPods(cell, JOBS, laterMs);
    expect(listed).not.toContain(finished);
    expect(shareOf(pod, [pod, ...listed.filter(({ ip }) => ip !== pod.ip)])).toBe(1);
  });
});

describe('the history of a CronJob', () => {
  const cell = required(undisturbed.cells[0], 'cell');
  const finishedOf = (workload: string, timeMs: number, jobs = JOBS) =>
    listedPods(cell, jobs, timeMs).filter((pod) => pod.spec.workload === workload && !runsAt(pod, timeMs));

  it.each(['report-export', 'invoice-mailer', 'db-backup'])('keeps the last three finished pods of %s', (workload) => {
    const timeMs = EPOCH_MS + 20 * HOUR_MS;
    const ended = cell
      .pods(EPOCH_MS, timeMs)
      .filter((pod) => pod.spec.workload === workload && pod.endMs <= timeMs)
      .sort((first, second) => first.endMs - second.endMs);
    expect(finishedOf(workload, timeMs)).toEqual(ended.slice(-3));
  });

  it('keeps finished pods for ten minutes if no limit is set', () => {
    const timeMs = EPOCH_MS + 20 * HOUR_MS;
    const kept = listedPods(cell, {}, timeMs).filter((pod) => !runsAt(pod, timeMs));
    expect(kept.length).toBeGreaterThan(1);
    expect(kept.every((pod) => pod.endMs > timeMs - 10 * MINUTE_MS)).toBe(true);
  });
});
