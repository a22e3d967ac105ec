/**
 * The agent's gauges. A gauge that was once set is exposed with its last value until the process
 * ends, whatever became of the pod or device that it is about (issue 122 of
 * aws/network-flow-monitor-agent): only series of Elastic Fabric Adapters are ever removed.
 */
import { type Labels, labelText, type MetricFamily, type Sample } from '../exposition/exposition';

export interface GaugeDescription {
  name: string;
  help: string;
}

export class GaugeSet {
  private readonly series = new Map<string, Map<string, Sample>>();

  constructor(private readonly descriptions: readonly GaugeDescription[]) {}

  set(name: string, labels: Labels, value: number): void {
    const ofName = this.series.get(name) ?? new Map<string, Sample>();
    ofName.set(labelText(labels), { labels, value });
    this.series.set(name, ofName);
  }

  remove(name: string, labels: Labels): void {
    this.series.get(name)?.delete(labelText(labels));
  }

  families(): MetricFamily[] {
    return this.descriptions.map(({ name, help }) => ({
      name,
      help,
      type: 'gauge',
      samples: [...(this.series.get(name)?.values() ?? [])],
    }));
  }
}
