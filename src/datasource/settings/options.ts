import { type DataSourceJsonData } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { type TransferPrices } from '../../core/transfer/charges';
import { type NamedNetwork } from '../../core/flow/namedNetworks';
import { type SavedQuery } from '../../core/query/savedQuery';

/** What the data source's settings hold. Visible to everyone who may use it: no secrets here. */
export interface FlowDataSourceOptions extends DataSourceJsonData {
  /** Where Grafana's server reaches the flow API (or the gateway in front of it): "http://gateway:8080". */
  flowApiUrl?: string;
  /** The Prometheus-compatible data source that holds the agents' metrics. */
  prometheusUid?: string;
  /** The CloudWatch data source that counts the bytes of all of a monitor's flows. */
  cloudWatchUid?: string;
  /** How far the flow API is behind now, in seconds. */
  ingestionLagSeconds?: number;
  /** Whether kube-state-metrics is in the same Prometheus; it tells running pods from others. */
  hasKubeStateMetrics?: boolean;
  /** The label that tells clusters apart where one Prometheus holds several: "cluster". */
  clusterLabel?: string;
  /** Address ranges outside the cluster, by the names that people have for them. */
  namedNetworks?: NamedNetwork[];
  /** What a GB of transfer costs, in US dollars; list prices where nothing is said. */
  prices?: Partial<TransferPrices>;
  /** At most so many queries of the flow API make one picture of a long range. */
  mostQueries?: number;
}

/** AWS' clients end their windows two to five minutes before now. */
export const DEFAULT_INGESTION_LAG_SECONDS = 120;

/** A day of every usual metric and category takes 900. */
export const DEFAULT_MOST_QUERIES = 1_000;

/** A query of this data source as Grafana hands it around: ours, with Grafana's reference id. */
export type FlowDataQuery = DataQuery & SavedQuery;
