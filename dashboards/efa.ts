import { type LabelFilter } from '../src/core/prometheus/matcher';
import { finish } from './json';
import { linksToNodeOfSeries } from './links';
import { dashboardBuilder } from './dashboardBuilder';
import { metricChart } from './panels/metricChart';
import { note } from './panels/note';
import { multiValueVariable, flowsVariable } from './variables';

const REVISION = 5;

const ON_NODE: LabelFilter[] = [{ label: 'node', operator: '=~', value: '$node' }];

/** Whether machine learning nodes lose time on the network between them. */
export function efa() {
  const dashboard = dashboardBuilder('efa', {
    title: 'EFA (machine learning)',
    description:
      'Traffic, losses and stalled remote ends of Elastic Fabric Adapters, whose traffic bypasses the kernel.',
    shared: ['flows'],
  })
    .withVariable(flowsVariable())
    .withVariable(
      multiValueVariable({
        name: 'node',
        label: 'Node',
        description: 'Nodes with Elastic Fabric Adapters.',
        query: 'nodes',
      })
    )
    .withPanel(
      note({
        title: 'About this dashboard',
        height: 3,
        text: 'This dashboard shows nodes that have an Elastic Fabric Adapter and agent 1.1.6 or later. It is empty for clusters without such nodes. EFA traffic bypasses the interfaces of pods, so it does not appear in other dashboards or in flows. Retransmissions and stalls are counted on Nitro v4 and later.',
      })
    )
    .withPanel(
      deviceChart(
        'efa_tx_bytes',
        'Bytes per second that each adapter sent. An adapter that is far below the others of its job slows the whole job.'
      )
    )
    .withPanel(deviceChart('efa_rx_bytes', 'Bytes per second that each adapter received.'))
    .withPanel(
      deviceChart(
        'efa_rdma_write_bytes',
        'Bytes per second written to remote memory, which is what most collective operations do.'
      )
    )
    .withPanel(deviceChart('efa_rdma_read_bytes', 'Bytes per second read from remote memory.'))
    .withPanel(
      deviceChart(
        'efa_retrans_pkts',
        'Retransmitted packets per second. If only one node is affected, check that instance. If a whole zone or rack is affected, check the placement of the instances.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_retrans_timeout_events',
        'Timeouts per second after which the adapter switched to another path. A steady rate slows every collective operation.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_rx_drops',
        'Packets per second that arrived and were dropped because the receiver posts too few buffers or its CPU is busy.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_impaired_remote_conn_events',
        'Times per second that a connection was impaired and its throughput limited. Check the remote end.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_unresponsive_remote_events',
        'Times per second that a remote end stopped responding because its process ended or its instance failed.',
        8
      )
    )
    .withPanel(
      deviceChart(
        'efa_rdma_write_wr_err',
        'RDMA writes per second that failed, locally or at the remote end. They abort jobs. See the log of the job for the rank that failed.',
        8
      )
    )
    .build();
  return finish(dashboard, REVISION);
}

function deviceChart(metric: string, description: string, width = 12) {
  return metricChart({ metric, description, groupBy: 'device', filters: ON_NODE, top: 20, width }).dataLinks(
    linksToNodeOfSeries(['flows'])
  );
}
