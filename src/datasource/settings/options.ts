import { type DataSourceJsonData } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { type TransferPrices } from '../../core/transfer/charges';
import { type NamedNetwork } from '../../core/flow/namedNetworks';
import { type SavedQuery } from '../../core/query/savedQuery';

/** The settings of the data source. They are visible to everyone who can query it, so they must not contain secrets. */
export interface FlowDataSourceOptions extends DataSourceJsonData {
  /** The URL at which the Grafana server reaches the flow API or the gateway in front of it: "http://gateway:8080". */
  flowApiUrl?: string;
  /** The UID of an Infinity data source that signs requests to this URL. Without it, Grafana's proxy sends them as they are. */
  infinityUid?: string;
  /** The UID of the Prometheus-compatible data source with the agents' metrics. */
  prometheusUid?: string;
  /** The UID of the CloudWatch data source with the total bytes of monitors and the log of the policy agents. */
  cloudWatchUid?: string;
  /** The UID of the Loki data source with Kubernetes' events. */
  lokiUid?: string;
  /** The LogQL stream selector of these events; default: `KUBERNETES_EVENTS`. */
  eventsSelector?: string;
  /** The delay until flows are available in the flow API, in seconds. */
  ingestionLagSeconds?: number;
  /** Whether kube-state-metrics, which identifies running pods, is in the same Prometheus. */
  hasKubeStateMetrics?: boolean;
  /** The label that identifies the cluster if Prometheus has several clusters: "cluster". */
  clusterLabel?: string;
  /** Names for address ranges outside the cluster. */
  namedNetworks?: NamedNetwork[];
  /** The template of links to pods, with {cluster}, {namespace}, and {pod}: see `podUrl`. */
  podUrl?: string;
  /** Prices per GB of transferred payload, in US dollars. The defaults are AWS list prices. */
  prices?: Partial<TransferPrices>;
  /** The maximum number of flow API queries for one panel query. */
  mostQueries?: number;
}

/** The secrets of the data source. Only the Grafana server can read them. The routes in plugin.json send them. */
export interface FlowDataSourceSecrets {
  /** The token that the gateway in front of the flow API requires. */
  clientToken?: string;
}

/** AWS clients end their windows two to five minutes before now. */
export const DEFAULT_INGESTION_LAG_SECONDS = 120;

/** One day of all default metrics and categories needs 900. */
export const DEFAULT_MAX_QUERIES = 1_000;

/** A query of this data source in Grafana: the saved query with Grafana's refId. */
export type FlowDataQuery = DataQuery & SavedQuery;
