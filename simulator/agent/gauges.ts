/**
 * The agent's gauges. Once set, a gauge is exposed with its last value until the process ends, even if its pod or
 * device no longer exists (issue 122 of aws/network-flow-monitor-agent). Only series of Elastic Fabric Adapters are
 * ever removed.
 */
import { type Labels, labelText, type MetricFamily, type Sample } from '../exposition/exposition';

/** The name and the help text of a gauge. */
export interface GaugeDescription {
  name: string;
  help: string;
}

/** All gauges of an agent process, by name and labels. */
export class GaugeSet {
  private readonly series = new Map<string, Map<string, Sample>>();

  constructor(private readonly descriptions: readonly GaugeDescription[]) {}

  /** Sets one series of a gauge. Its labels identify it. */
  set(name: string, labels: Labels, value: number): void {
    const ofName = this.series.get(name) ?? new Map<string, Sample>();
    ofName.set(labelText(labels), { labels, value });
    this.series.set(name, ofName);
  }

  /** Removes one series of a gauge. */
  remove(name: string, labels: Labels): void {
    this.series.get(name)?.delete(labelText(labels));
  }

  /** All gauges in the order of their descriptions, also those without a series. */
  families(): MetricFamily[] {
    return this.descriptions.map(({ name, help }) => ({
      name,
      help,
      type: 'gauge',
      samples: [...(this.series.get(name)?.values() ?? [])],
    }));
  }
}
