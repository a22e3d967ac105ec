import { type LabelFilter } from '../src/core/prometheus/matcher';
import { finish } from './json';
import { linkToNodeOfSeries } from './links';
import { page } from './page';
import { metricChart } from './panels/metricChart';
import { note } from './panels/note';
import { everything, flowsVariable } from './variables';

const REVISION = 2;

const ON_NODE: LabelFilter[] = [{ label: 'node', operator: '=~', value: '$node' }];

/** Whether nodes for machine learning lose time on the network between them. */
export function efa() {
  const dashboard = page('efa', {
    title: 'EFA (machine learning)',
    description:
      'Elastic Fabric Adapters: what they move past the kernel, what they lose, and which remote ends stall.',
    shared: ['flows'],
  })
    .withVariable(flowsVariable())
    .withVariable(everything({ name: 'node', label: 'Node', description: 'Nodes with adapters.', query: 'nodes' }))
    .withPanel(
      note({
        title: 'What is counted here',
        height: 3,
        text: 'Only nodes that have an Elastic Fabric Adapter are here, from agent 1.1.6 on; a cluster without any has nothing to show. Its traffic passes by the pods’ interfaces: neither the other dashboards nor the flows have it. Retransmissions and stalls are counted on Nitro v4 and newer.',
      })
    )
    .withPanel(
      deviceChart(
        'efa_tx_bytes',
        'Bytes per second that each adapter sent. One far below the others of its job holds all of them up.'
      )
    )
    .withPanel(deviceChart('efa_rx_bytes', 'Bytes per second that each adapter received.'))
    .withPanel(
      deviceChart(
        'efa_rdma_write_bytes',
        'Bytes per second written to remote memory, as collective operations mostly do.'
      )
    )
    .withPanel(deviceChart('efa_rdma_read_bytes', 'Bytes per second read from remote memory.'))
    .withPanel(
      deviceChart(
        'efa_retrans_pkts',
        'Packets per second sent again. On one node only: look at that instance; on all of one zone or rack: at where they run.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_retrans_timeout_events',
        'Times per second that no answer came and another path was taken. Steady ones slow each collective operation down.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_rx_drops',
        'Packets per second that arrived and were dropped: the receiver posts too few buffers, or its CPU is busy.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_impaired_remote_conn_events',
        'Times per second that a connection was impaired and slowed down. The remote end is the one to look at.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_unresponsive_remote_events',
        'Times per second that a remote end stopped answering: its process ended or its instance failed.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_rdma_write_wr_err',
        'RDMA writes per second that failed, here or at the remote end. Jobs end by them; their own log says which rank.',
        8
      )
    )
    .build();
  return finish(dashboard, REVISION);
}

function deviceChart(metric: string, description: string, width = 12) {
  return metricChart({ metric, description, groupBy: 'device', filters: ON_NODE, top: 20, width }).dataLinks([
    linkToNodeOfSeries(['flows']),
  ]);
}
